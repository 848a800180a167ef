// Writes the types of the REST contract, from the one file that the server validates against.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('../../server/src/main/resources/openapi.yaml', import.meta.url);
const target = new URL('../src/api/contract.gen.ts', import.meta.url);
if (!existsSync(contract)) {
  console.error(`There is no contract at ${contract.pathname}`);
  process.exit(1);
}
mkdirSync(new URL('.', target), { recursive: true });
writeFileSync(target, `/* Made from openapi.yaml by scripts/contract.mjs. */\n${astToString(await openapiTS(contract))}`);
