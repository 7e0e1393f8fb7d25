"""What the pages share: base templates, the look, form rendering, safe headers, calm errors. Below the other interfaces."""
