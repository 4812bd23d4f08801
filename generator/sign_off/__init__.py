"""Sign-off: what is signed, who still has to sign, and what may be released."""
