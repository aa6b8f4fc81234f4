// Reads a `*-model.json` of com.amazonaws:aws-java-sdk-models into the neutral form:
// { id, meta…, operations: {name: {method, uri, input, secrets, host, unsigned}}, shapes: {name: …} }.
import fs from 'node:fs';
import path from 'node:path';

const SCALARS = { string: 'string', integer: 'number', long: 'number', float: 'number', double: 'number',
  boolean: 'boolean', timestamp: 'timestamp', blob: 'blob' };

export function readFrozenModel(file) {
  const model = JSON.parse(fs.readFileSync(file, 'utf8'));
  const meta = model.metadata;
  const protocols = [...new Set([meta.protocol, ...(meta.protocols ?? [])])]
    .map((name) => (name === 'smithy-rpc-v2-cbor' ? 'cbor' : name));
  if ('awsQueryCompatible' in meta && !protocols.includes('query')) protocols.push('query');
  const service = {
    id: path.basename(file).replace(/-model\.json$/, ''),
    name: meta.serviceFullName,
    signing: meta.signingName ?? meta.endpointPrefix,
    endpoint: meta.endpointPrefix,
    protocols,
    version: meta.apiVersion,
    target: meta.targetPrefix,
    json: protocols.includes('json') ? (meta.jsonVersion ?? '1.0') : undefined,
    global: meta.globalEndpoint,
    operations: {},
    shapes: {},
  };
  for (const [name, operation] of Object.entries(model.operations)) {
    const converted = {
      method: operation.http.method,
      uri: operation.http.requestUri,
      input: operation.input?.shape,
      secrets: operation.output ? secrets(model.shapes, operation.output.shape) : [],
      host: operation.endpoint?.hostPrefix,
      unsigned: operation.authtype === 'none' || (operation.auth ?? []).includes('smithy.api#noAuth'),
    };
    service.operations[name] = converted;
    if (converted.input) reach(model.shapes, service.shapes, converted.input);
  }
  return service;
}

function reach(from, to, name) {
  if (to[name] || SCALARS[from[name].type]) return;
  const shape = from[name];
  if (shape.type === 'list') {
    to[name] = { kind: 'list', item: { ...type(from, shape.member.shape), wire: shape.member.locationName },
      flattened: shape.flattened, secret: shape.sensitive };
    reach(from, to, shape.member.shape);
  } else if (shape.type === 'map') {
    to[name] = { kind: 'map', key: { ...type(from, shape.key.shape), wire: shape.key.locationName },
      value: { ...type(from, shape.value.shape), wire: shape.value.locationName },
      flattened: shape.flattened, secret: shape.sensitive };
    reach(from, to, shape.key.shape);
    reach(from, to, shape.value.shape);
  } else {
    to[name] = { kind: shape.document ? 'document' : 'structure', secret: shape.sensitive, members: {} };
    for (const [memberName, member] of Object.entries(shape.members)) {
      to[name].members[memberName] = converted(from, shape, memberName, member);
    }
    for (const member of Object.values(shape.members)) reach(from, to, member.shape);
  }
}

function converted(shapes, owner, name, member) {
  const shape = shapes[member.shape];
  const field = { ...type(shapes, member.shape), required: (owner.required ?? []).includes(name) };
  if (member.idempotencyToken) field.token = true;
  if (member.sensitive) field.secret = true;
  if (member.hostLabel) field.hostLabel = true;
  if (member.jsonvalue || shape.jsonvalue) field.jsonvalue = true;
  if (member.flattened) field.flattened = true;
  if (member.xmlAttribute) field.attribute = true;
  if (member.queryName) field.ec2 = member.queryName;
  if (owner.payload === name) {
    field.payload = true;
    if (shape.streaming || member.streaming || shape.eventstream) field.streaming = true;
  }
  const wire = member.locationName ?? name;
  switch (member.location) {
    case 'header': field.header = wire; break;
    case 'headers': field.headers = wire; break;
    case 'querystring': if (shape.type === 'map') field.querymap = true; else field.query = wire; break;
    case 'uri': field.uri = wire; break;
    default: if (wire !== name) field.wire = wire;
  }
  return field;
}

function type(shapes, name) {
  const shape = shapes[name];
  if (!SCALARS[shape.type]) return { type: name };
  return shape.sensitive ? { type: SCALARS[shape.type], secret: true } : { type: SCALARS[shape.type] };
}

function secrets(shapes, root) {
  const found = [];
  const walk = (name, at, above) => {
    if (above.includes(name) || at.length > 6) return;
    const shape = shapes[name];
    if (shape.sensitive) { found.push(at.join('.')); return; }
    const parts = shape.type === 'list' ? [['', shape.member]]
      : shape.type === 'map' ? [['', shape.key], ['', shape.value]] : Object.entries(shape.members ?? {});
    for (const [part, member] of parts) {
      const below = part === '' ? at : [...at, part];
      if (member.sensitive) found.push(below.join('.')); else walk(member.shape, below, [...above, name]);
    }
  };
  walk(root, [], []);
  return [...new Set(found)].filter((text) => text !== '').sort();
}
