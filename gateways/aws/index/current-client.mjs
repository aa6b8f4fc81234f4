// Reads the schemas of a current npm `@aws-sdk/client-*` package into the neutral form of
// frozen-model.mjs. The package carries them as arrays: 9 = operation, 3 = structure, 4 = union,
// 1 = list, 2 = map, 0 = simple; numbers are simple types and bits of traits. What only a frozen
// model knows (service metadata, operations that were dropped from clients) is kept from it.
import fs from 'node:fs';
import path from 'node:path';

const SIMPLE = { 0: 'string', 1: 'number', 17: 'number', 19: 'number', 2: 'boolean', 4: 'timestamp', 5: 'timestamp',
  6: 'timestamp', 7: 'timestamp', 21: 'blob', 42: 'blob', 15: 'document' };
const BITS = { 1: 'httpLabel', 2: 'idempotent', 4: 'idempotencyToken', 8: 'sensitive', 16: 'httpPayload',
  32: 'httpResponseCode', 64: 'httpQueryParams' };
const S3 = { id: 's3-2006-03-01', name: 'Amazon Simple Storage Service', signing: 's3', endpoint: 's3',
  protocols: ['rest-xml'], version: '2006-03-01', global: 's3.amazonaws.com' };

export async function readCurrentClient(directory, id, frozen, pathToFileURL) {
  const exported = await schemas(directory, pathToFileURL);
  const service = { ...(frozen ?? S3), operations: { ...frozen?.operations }, shapes: { ...frozen?.shapes } };
  if (service.id !== id) throw new Error(`no metadata for ${id}`);
  const reader = new Reader(service);
  for (const schema of Object.values(exported)) {
    if (!Array.isArray(schema) || schema[0] !== 9) continue;
    const [, , name, given, input, output] = schema;
    const traits = traitsOf(given);
    const [method, uri] = traits.http ?? ['POST', '/'];
    const inputShape = input();
    const inputName = inputShape === 'unit' ? undefined : reader.structure(inputShape, []);
    const outputShape = output();
    service.operations[name] = {
      method,
      uri: id === S3.id ? bucketInPath(uri, inputName && service.shapes[inputName]) : uri,
      input: inputName,
      secrets: outputShape === 'unit' ? [] : secretPaths(outputShape),
      host: traits.endpoint?.[0],
      unsigned: frozen?.operations[name]?.unsigned ?? false,
    };
  }
  return service;
}

// S3 clients move the bucket into the host and mark operations with x-id; the path form has neither.
function bucketInPath(uri, input) {
  const plain = uri.replace(/([?&])x-id=[^&]*&?/, '$1').replace(/[?&]$/, '');
  const bucket = input?.members.Bucket?.uri ? '/{Bucket}' : '';
  return bucket === '' ? plain : bucket + (plain === '/' ? '' : plain.replace(/^\/\?/, '?'));
}

class Reader {
  constructor(service) {
    this.service = service;
    this.done = new Map();
  }

  // The name of the converted shape, or the simple type's.
  reference(schema) {
    if (typeof schema === 'function') return this.reference(schema());
    if (schema === 'unit') return { type: this.structure([3, '', 'Unit', 0, [], []]) };
    if (typeof schema === 'number') {
      if (schema & 64) return { type: this.list(`ListOf${capital(this.reference(schema ^ 64).type)}`, 0, schema ^ 64) };
      if (schema & 128) return { type: this.map(`MapOf${capital(this.reference(schema ^ 128).type)}`, 0, 0, schema ^ 128) };
      return { type: SIMPLE[schema] ?? fail(`simple type ${schema}`) };
    }
    const traits = traitsOf(schema[3]);
    switch (schema[0]) {
      case 0: {
        const inner = this.reference(schema[4]);
        if (traits.streaming) inner.streaming = true;
        if (traits.sensitive) inner.secret = true;
        return inner;
      }
      case 1: return { type: this.list(schema[2], schema[3], schema[4]) };
      case 2: return { type: this.map(schema[2], schema[3], schema[4], schema[5]) };
      case 3: case 4: case -3:
        return traits.streaming ? { type: this.structure(schema), streaming: true } : { type: this.structure(schema) };
      default: return fail(`schema ${schema[0]}`);
    }
  }

  member(given) {
    const [schema, traits] = Array.isArray(given) && (typeof given[0] === 'function'
      || (given.length === 2 && typeof given[0] === 'number')) ? given : [given, 0];
    return [this.reference(schema), traitsOf(traits)];
  }

  list(name, traits, item) {
    if (this.done.has(name)) return name;
    this.done.set(name, true);
    const [reference, itemTraits] = this.member(item);
    this.service.shapes[name] = { kind: 'list', item: { ...reference, wire: itemTraits.xmlName },
      secret: traitsOf(traits).sensitive };
    return name;
  }

  map(name, traits, key, value) {
    if (this.done.has(name)) return name;
    this.done.set(name, true);
    const [keyReference, keyTraits] = this.member(key);
    const [valueReference, valueTraits] = this.member(value);
    this.service.shapes[name] = { kind: 'map', key: { ...keyReference, wire: keyTraits.xmlName },
      value: { ...valueReference, wire: valueTraits.xmlName }, secret: traitsOf(traits).sensitive };
    return name;
  }

  structure(schema) {
    const [, , name, traits, names, members, required] = schema;
    if (this.done.has(name)) return name;
    this.done.set(name, true);
    const shape = { kind: 'structure', secret: traitsOf(traits).sensitive, members: {} };
    this.service.shapes[name] = shape;
    names.forEach((memberName, index) => {
      const [reference, t] = this.member(members[index]);
      const field = { ...reference, required: index < (required ?? 0) };
      if (t.idempotencyToken) field.token = true;
      if (t.sensitive) field.secret = true;
      if (t.hostLabel) field.hostLabel = true;
      if (t.xmlFlattened) field.flattened = true;
      if (t.xmlAttribute) field.attribute = true;
      if (t.ec2QueryName) field.ec2 = t.ec2QueryName;
      if (t.mediaType === 'application/json' && t.httpHeader) field.jsonvalue = true;
      if (t.httpPayload) field.payload = true;
      else delete field.streaming;
      if (t.httpHeader) field.header = t.httpHeader;
      else if (t.httpPrefixHeaders !== undefined) field.headers = t.httpPrefixHeaders;
      else if (t.httpQuery) field.query = t.httpQuery;
      else if (t.httpQueryParams) field.querymap = true;
      else if (t.httpLabel) field.uri = memberName;
      else {
        const wire = t.jsonName ?? t.xmlName;
        if (wire && wire !== memberName && !(t.httpPayload)) field.wire = wire;
      }
      shape.members[memberName] = field;
    });
    return name;
  }
}

function secretPaths(root) {
  const found = [];
  const walk = (schema, traits, at, above) => {
    if (typeof schema === 'function') return walk(schema(), traits, at, above);
    if (traitsOf(traits).sensitive) return void found.push(at.join('.'));
    if (!Array.isArray(schema) || above.includes(schema) || at.length > 6) return undefined;
    if (traitsOf(schema[3]).sensitive) return void found.push(at.join('.'));
    const inside = [...above, schema];
    const part = (given, below) => (Array.isArray(given) && typeof given[0] !== 'string' && given.length === 2
      && (typeof given[0] === 'function' || typeof given[0] === 'number')
      ? walk(given[0], given[1], below, inside) : walk(given, 0, below, inside));
    if (schema[0] === 1) part(schema[4], at);
    if (schema[0] === 2) { part(schema[4], at); part(schema[5], at); }
    if (schema[0] === 3 || schema[0] === 4) schema[4].forEach((name, index) => part(schema[5][index], [...at, name]));
    return undefined;
  };
  walk(root, 0, [], []);
  return [...new Set(found)].filter((text) => text !== '').sort();
}

function traitsOf(given) {
  if (typeof given !== 'number') return given ?? {};
  const traits = {};
  for (const [bit, name] of Object.entries(BITS)) if (given & bit) traits[name] = 1;
  return traits;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const fail = (what) => { throw new Error(`unknown ${what}`); };

async function schemas(directory, pathToFileURL) {
  const from = path.join(directory, 'dist-es/schemas');
  const all = {};
  for (const name of fs.readdirSync(from).filter((file) => file.endsWith('.js'))) {
    const text = fs.readFileSync(path.join(from, name), 'utf8')
      .replace(/^import .*$/gm, '')
      .replace(/^export const errorTypeRegistries = \[[^\]]*\];$/m, '')
      .replace(/^.*(new TypeRegistry|TypeRegistry\.for|registerError|_registry).*$/gm, '');
    const file = path.join(directory, `schemas-${name}.mjs`);
    fs.writeFileSync(file, text);
    Object.assign(all, await import(pathToFileURL(file)));
  }
  return all;
}
