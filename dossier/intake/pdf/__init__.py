"""PDF documents, and the files inside them."""
