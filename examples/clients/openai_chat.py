"""Asks an assistant with OpenAI's own client: the answer by whole checked sentences, then its sources."""

import os
import sys

from openai import OpenAI

client = OpenAI(base_url=os.environ["COMITY_URL"] + "/api/v1/openai", api_key=os.environ["COMITY_SECRET_KEY"])
question = " ".join(sys.argv[1:]) or "What can you help me with?"
stream = client.chat.completions.create(model="comity", messages=[{"role": "user", "content": question}], stream=True)
for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="", flush=True)
    if explained := (chunk.model_extra or {}).get("comity"):
        print()
        for number, result in enumerate(explained["searchResults"]["data"], 1):
            print(f"[{number}] {result['document']['path']}")
