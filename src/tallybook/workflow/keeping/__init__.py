"""What changes a book or carries it elsewhere: reports in, links, copies, releases, exports."""
