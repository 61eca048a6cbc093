"""Views as a site: pages, files, headers, and what a built site may hold."""
