// The text form of a service: README.md beside this file says what every word means.
export function written(service) {
  const lines = ['# Obstat index of AWS operations, format 1: gateways/aws/index/README.md'];
  lines.push(`service ${service.id}`, `name ${service.name}`, ...facts(service));
  const sorted = (record) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, arn] of sorted(service.resources)) lines.push(`resource ${name} ${arn}`);
  for (const [name, operation] of sorted(service.operations)) {
    const words = ['op', name, operation.method, operation.uri, operation.input ?? '-'];
    if (operation.access) words.push(`access=${operation.access}`);
    if (operation.action) words.push(`action=${operation.action}`);
    if (operation.on?.length) words.push(`on=${operation.on.join(';')}`);
    for (const place of operation.also ?? []) words.push(`also=${place}`);
    if (operation.kinds?.length) words.push(`kinds=${operation.kinds.join(';')}`);
    if (operation.host) words.push(`host=${operation.host}`);
    if (operation.unsigned) words.push('unsigned');
    if (operation.secrets.length) words.push(`secrets=${operation.secrets.slice(0, 12).join(',')}`);
    lines.push(words.join(' '));
  }
  const used = reachable(service);
  for (const [name, shape] of sorted(service.shapes)) {
    if (used.has(name)) lines.push(...writtenShape(name, shape));
  }
  return `${lines.join('\n')}\n`;
}

export function writtenServices(services) {
  const lines = ['# Obstat index of AWS services, format 1: gateways/aws/index/README.md'];
  for (const service of services) {
    lines.push([service.id, ...facts(service).map((fact) => fact.replace(/^(\w+) (.*)$/, '$1=$2').replaceAll(' ', ','))].join(' '));
  }
  return `${lines.join('\n')}\n`;
}

// The page that says how fresh each service is.
export function writtenFreshness(services, models) {
  const current = services.filter((service) => service.source);
  const rest = services.filter((service) => !service.source);
  const count = (service) => Object.keys(service.operations).length;
  const sum = (list) => list.reduce((total, service) => total + count(service), 0);
  const row = (service) => `| ${service.name} | \`${service.id}\` | ${service.protocols.join(', ')} `
    + `| ${service.source.replace('@aws-sdk/', '')} | ${service.before || '–'} | ${count(service)} |`;
  return `# How fresh the AWS operations are

Made by \`node gateways/aws/index/refresh.mjs\`; do not edit. ${sum(services)} operations of ${services.length} services.
What is not here is unknown to the gateway, which holds it and never guesses.

## Merged from a current client
Every operation that the client has is known: ${sum(current)} operations of ${current.length} services. *Before* is what the
frozen models had.

| service | in the index | protocols | npm client | before | operations |
|---|---|---|---|---|---|
${current.map(row).join('\n')}

## From the frozen models alone
\`${models}\` (mid-2024): ${sum(rest)} operations of ${rest.length} services. Operations added since are held.

${rest.map((service) => `\`${service.id}\` ${count(service)}`).join(', ')}
`;
}

function facts(service) {
  const given = { signing: service.signing, iam: service.iam, endpoint: service.endpoint,
    protocols: service.protocols.join(' '), version: service.version, target: service.target, json: service.json,
    global: service.global };
  return Object.entries(given).filter(([, value]) => value !== undefined).map(([name, value]) => `${name} ${value}`);
}

function reachable(service) {
  const seen = new Set();
  const walk = (name) => {
    if (seen.has(name) || !service.shapes[name]) return;
    seen.add(name);
    const shape = service.shapes[name];
    for (const field of [shape.item, shape.key, shape.value, ...Object.values(shape.members ?? {})]) {
      if (field) walk(field.type);
    }
  };
  Object.values(service.operations).forEach((operation) => operation.input && walk(operation.input));
  return seen;
}

function writtenShape(name, shape) {
  const own = [shape.flattened && 'flattened', shape.secret && 'secret'].filter(Boolean);
  if (shape.kind === 'list') return [['list', name, typed(shape.item), ...own].join(' ')];
  if (shape.kind === 'map') return [['map', name, typed(shape.key), typed(shape.value), ...own].join(' ')];
  if (shape.kind === 'document') return [`document ${name}`];
  const lines = [['structure', name, ...own].join(' ')];
  for (const [member, field] of Object.entries(shape.members).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const words = [` ${member}`, field.type];
    if (field.required) words.push('!');
    for (const flag of ['secret', 'token', 'payload', 'streaming', 'flattened', 'attribute', 'jsonvalue', 'querymap', 'hostLabel']) {
      if (field[flag]) words.push(flag);
    }
    for (const key of ['header', 'headers', 'query', 'uri', 'wire', 'ec2']) {
      if (field[key] !== undefined) words.push(`${key}=${field[key]}`);
    }
    lines.push(words.join(' '));
  }
  return lines;
}

const typed = (field) => `${field.secret ? '~' : ''}${field.type}${field.wire ? `@${field.wire}` : ''}`;
