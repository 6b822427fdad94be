# Asks an assistant in OpenAI's protocol, as a stream of chunks that ends with [DONE].
question=$(printf '%s' "${*:-What can you help me with?}" | sed 's/\\/\\\\/g; s/"/\\"/g')
curl -sS -N --fail-with-body "$COMITY_URL/api/v1/openai/chat/completions" \
  -H "Authorization: Bearer $COMITY_SECRET_KEY" \
  -H "Content-Type: application/json" \
  -d "{\"model\": \"comity\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"$question\"}]}"
