"""How the demo tells where it is."""

import json

from comity.cli.demo.secrets import Demo

QUESTIONS = ("How fast are refunds paid?", "คืนเงินภายในกี่วัน")


def as_json(demo: Demo) -> str:
    """Exactly the documented keys."""
    assistants = [{"name": a.name, "id": a.id, "secretKey": a.secret_key} for a in demo.assistants]
    shown = {
        "url": demo.url,
        "email": demo.email,
        "password": demo.password,
        "apiKey": demo.api_key,
        "assistants": assistants,
    }
    return json.dumps(shown, indent=2, ensure_ascii=False)


def as_text(demo: Demo) -> str:
    """For a person: where to go, the sign-in, the keys and a line to paste into a terminal."""
    lines = [
        "",
        "The demo is ready.",
        "",
        f"  Console     {demo.url}",
        f"  E-mail      {demo.email}",
        f"  Password    {demo.password}",
        f"  API key     {demo.api_key}",
    ]
    for assistant in demo.assistants:
        lines += ["", f"  Assistant   {assistant.name}", f"  Id          {assistant.id}"]
        lines += [f"  Secret key  {assistant.secret_key}"]
    if demo.assistants:
        lines += ["", "Ask it:", "", curl(demo.url, demo.assistants[0].secret_key, QUESTIONS[0])]
    if len(demo.assistants) > 1:
        lines += ["", curl(demo.url, demo.assistants[1].secret_key, QUESTIONS[1])]
    return "\n".join([*lines, ""])


def curl(url: str, key: str, question: str) -> str:
    """One line that streams an answer."""
    body = json.dumps({"message": question, "stream": True}, ensure_ascii=False)
    return (
        f"  curl -N {url}/api/v1/messages -H 'Authorization: Bearer {key}' "
        f"-H 'Content-Type: application/json' -d '{body}'"
    )
