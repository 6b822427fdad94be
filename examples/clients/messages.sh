# Asks an assistant over the messaging API, for the whole answer as JSON. A session remembers what was said.
question=$(printf '%s' "${*:-What can you help me with?}" | sed 's/\\/\\\\/g; s/"/\\"/g')
curl -sS --fail-with-body "$COMITY_URL/api/v1/messages" \
  -H "Authorization: Bearer $COMITY_SECRET_KEY" \
  -H "Content-Type: application/json" \
  -d "{\"message\": \"$question\", \"sessionId\": \"example-1\"}"
