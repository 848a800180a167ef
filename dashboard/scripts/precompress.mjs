// Puts a Brotli and a gzip form beside every file that shrinks, so that the server never compresses anything itself.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const directory = process.env.MYNAH_DASHBOARD_OUT ?? 'dist';
const worthIt = /\.(js|css|html|svg|json|webmanifest)$/;

function walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path);
    else if (worthIt.test(name)) compress(path);
  }
}

function compress(path) {
  const plain = readFileSync(path);
  const forms = {
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gz: gzipSync(plain, { level: 9 }),
  };
  for (const [ending, bytes] of Object.entries(forms)) {
    if (bytes.length < plain.length * 0.9) writeFileSync(`${path}.${ending}`, bytes);
  }
}

walk(directory);
