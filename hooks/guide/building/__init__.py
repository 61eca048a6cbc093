"""One build of the site, step by step, for a builder of pages that the guide need not know; and a server's rebuilds."""
