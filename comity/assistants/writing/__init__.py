"""Writing an answer: the async edge that runs the stages of `assistants.md` 3.3 around the pure parts of `answering`."""
