"""Code samples: how to ask an assistant from seven languages, without its key in the text (`assistants.md` 4.5)."""
