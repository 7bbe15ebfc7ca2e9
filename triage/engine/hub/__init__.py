"""Models of others, by Hugging Face id or folder, in place of the shipped ones."""
