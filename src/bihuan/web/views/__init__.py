"""One file a section of the menu; views ask the apps' selectors and hand the answer to a template."""
