// Writes src/api/schema.d.ts from the server's own description; with --check it fails when the file is stale.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const target = new URL('../src/api/schema.d.ts', import.meta.url)
const inCheckout = new URL('../../.venv/bin/comity', import.meta.url).pathname
const comity = process.env.COMITY ?? (existsSync(inCheckout) ? inCheckout : 'comity')

const description = execFileSync(comity, ['openapi'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
const nodes = await openapiTS(description, { defaultNonNullable: false })
const text = `/* Generated from \`comity openapi\` by \`npm run api\`. Do not edit. */\n\n${astToString(nodes)}`

if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('src/api/schema.d.ts does not fit the server. Run `npm run api` and commit the result.')
  process.exit(1)
}
