"""Headers that go with a call: plain ones beside the settings, secret ones sealed; a secret goes in and never comes out."""
