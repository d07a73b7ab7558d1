"""Intent recognition, measured on labelled sets beside what else people would take."""
