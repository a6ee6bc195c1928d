"""The trained models of Korean names: characters, and morphemes with the extra morph."""
