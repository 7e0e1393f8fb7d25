"""Sessions that only the browser's cookie opens. Django's session engine here; never stores a cookie's value."""
