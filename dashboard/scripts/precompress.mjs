// Puts a Brotli and a gzip form beside every file that shrinks, so that the server never compresses anything itself, and
// writes the list of all files: what is not in it does not exist for the server.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const directory = process.env.MYNAH_DASHBOARD_OUT ?? 'dist';
const worthIt = /\.(js|css|html|svg|json|webmanifest)$/;

function walk(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function compress(path, plain) {
  if (!worthIt.test(path)) return [];
  const forms = {
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gz: gzipSync(plain, { level: 9 }),
  };
  return Object.entries(forms)
    .filter(([, bytes]) => bytes.length < plain.length * 0.9)
    .map(([encoding, bytes]) => {
      writeFileSync(`${path}.${encoding}`, bytes);
      return encoding;
    });
}

const files = walk(directory).filter((path) => !path.includes('.vite')).map((path) => {
  const plain = readFileSync(path);
  return {
    path: relative(directory, path).replaceAll('\\', '/'),
    size: plain.length,
    hash: createHash('sha256').update(plain).digest('hex').slice(0, 20),
    encodings: compress(path, plain),
  };
});
writeFileSync(join(directory, 'files.json'), `${JSON.stringify(files, null, 1)}\n`);
