"""The ways of asking models; reached only through the registry."""
