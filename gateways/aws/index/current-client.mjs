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
    const known = frozen?.operations[name];
    const place = id === S3.id ? bucketInPath(uri, inputName && service.shapes[inputName]) : uri;
    service.operations[name] = {
      method,
      uri: place,
      also: known && !samePlace(known, { method, uri: place }) ? [`${known.method}:${known.uri}`] : [],
      input: inputName,
      secrets: [...new Set([...(known?.secrets ?? []), ...(outputShape === 'unit' ? [] : secretPaths(outputShape))])].sort(),
      host: traits.endpoint?.[0] ?? known?.host,
      unsigned: known?.unsigned ?? false,
    };
    if (inputName === undefined && known?.input) service.operations[name].input = known.input;
  }
  speaks(directory, service);
  if (frozen) union(frozen, service);
  if (!service.protocols.some((protocol) => protocol.startsWith('rest-'))) withoutPlaces(service);
  return service;
}

// Clients of before still send an operation where the frozen model has it.
function samePlace(before, now) {
  const shape = ({ method, uri }) => `${method} ${uri.replace(/\{[^}+]*(\+?)\}/g, '{$1}').replace(/\/(?=\?|$)/, '')}`;
  return shape(before) === shape(now);
}

// S3 clients move the bucket into the host and mark operations with x-id; the path form has neither.
function bucketInPath(uri, input) {
  const plain = uri.replace(/([?&])x-id=[^&]*&?/, '$1').replace(/[?&]$/, '');
  const bucket = input?.members.Bucket?.uri ? '/{Bucket}' : '';
  return bucket === '' ? plain : bucket + (plain === '/' ? '' : plain.replace(/^\/\?/, '?'));
}

// Neither source says everything: what only the frozen model knows of a shape stays. A mark that makes
// the gateway more careful is never lost, nor is a name on the wire.
function union({ shapes: frozen }, service) {
  const { shapes } = service;
  // Where everything travels as text, a text that the frozen model allows is not refused.
  const text = !service.protocols.some((protocol) => /json|cbor/.test(protocol));
  const numbers = new Set();
  for (const [name, old] of Object.entries(frozen)) {
    const now = shapes[name];
    if (now === old) continue;
    if (now.kind !== old.kind) continue;
    now.secret ||= old.secret;
    now.flattened ||= old.flattened;
    for (const part of ['item', 'key', 'value']) if (now[part]) keep(old[part], now[part], frozen, shapes);
    for (const [member, before] of Object.entries(old.members ?? {})) {
      const field = now.members[member];
      if (!field) {
        now.members[member] = { ...before, required: false };
        continue;
      }
      keep(before, field, frozen, shapes);
      if (field.type === 'number' && before.type === 'string') numbers.add(member);
    }
  }
  for (const shape of Object.values(shapes)) {
    for (const [member, field] of Object.entries(shape.members ?? {})) {
      if (field.type === 'number' && numbers.has(member) && (text || !inBody(field))) field.type = 'string';
    }
  }
}

const PLACES = ['payload', 'header', 'headers', 'query', 'querymap', 'uri'];
const inBody = (field) => PLACES.every((place) => field[place] === undefined);

// Some models say where a member would travel by REST, for services that do not speak it.
function withoutPlaces(service) {
  for (const operation of Object.values(service.operations)) Object.assign(operation, { method: 'POST', uri: '/', also: [] });
  for (const shape of Object.values(service.shapes)) {
    for (const field of Object.values(shape.members ?? {})) PLACES.forEach((place) => delete field[place]);
  }
}

function keep(before, now, frozen, shapes) {
  for (const mark of ['secret', 'token', 'flattened', 'attribute', 'jsonvalue', 'hostLabel', 'ec2']) {
    if (now[mark] === undefined && before[mark]) now[mark] = before[mark];
  }
  if (now.payload && before.streaming) now.streaming = true;
  if (now.wire === undefined && before.wire && inBody(now) && inBody(before)) now.wire = before.wire;
  // Clients fold lists and maps without traits into nameless ones; the named shape says more.
  const own = shapes[now.type];
  const other = frozen[before.type];
  const same = own && other && own.kind === other.kind && now.type !== before.type
    && ['item', 'key', 'value'].every((part) => own[part]?.type === other[part]?.type);
  if (same && own.kind !== 'structure') now.type = before.type;
}

// A service may have gained a protocol since the models were frozen; clients of both are about.
function speaks(directory, service) {
  const text = fs.readFileSync(path.join(directory, 'dist-es/runtimeConfig.shared.js'), 'utf8');
  const spoken = /protocol: config\?\.protocol \?\? (?:new )?(\w+)/.exec(text)?.[1] ?? fail(`protocol of ${service.id}`);
  const [, word] = Object.entries({ AwsSmithyRpcV2Cbor: 'cbor', SmithyRpcV2Cbor: 'cbor', AwsJson: 'json', AwsRestJson: 'rest-json',
    AwsRestXml: 'rest-xml', S3RestXml: 'rest-xml', AwsQuery: 'query', AwsEc2Query: 'ec2' })
    .find(([name]) => spoken.startsWith(name)) ?? fail(`protocol ${spoken} of ${service.id}`);
  if (!service.protocols.includes(word)) service.protocols = [...service.protocols, word];
  const target = /serviceTarget: "([^"]+)"/.exec(text)?.[1];
  if (target && (word === 'json' || word === 'cbor')) service.target ??= target;
  if (word === 'json') service.json ??= spoken.includes('1_1') ? '1.1' : '1.0';
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
    // A schema has at least four parts, a schema with traits is a pair.
    const [schema, traits] = Array.isArray(given) && given.length === 2 ? given : [given, 0];
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
    const part = (given, below) => (Array.isArray(given) && given.length === 2
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
