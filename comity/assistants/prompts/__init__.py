"""The prompt library: built-in prompts in English and Thai, and those of the workspace."""
