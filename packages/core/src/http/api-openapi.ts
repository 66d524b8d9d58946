// The description of a site's API (OpenAPI 3.1.1), written from what its endpoints declare.

import type { Endpoint, EndpointParameter, JsonSchema, Site } from '@parvis/kit';
import type { OwnedEndpoint } from './api-catalogue.ts';

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'Une erreur, selon la RFC 9457',
  properties: {
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'La référence à donner quand on signale l’erreur' },
  },
  required: ['title', 'status', 'detail'],
};

const SCHEMA: JsonSchema = { type: 'object', description: 'Ce document' };

/** Describes itself too. */
export const openApiEndpoint = (endpoints: () => readonly OwnedEndpoint[]): Endpoint => ({
  summary: 'La description de cette API (OpenAPI 3.1)',
  schema: SCHEMA,
  answer: async ({ site }) => ({ body: toOpenApi(site, endpoints()), cache: { tags: [] } }),
});

function toOpenApi({ name, origin }: Pick<Site, 'name' | 'origin'>, endpoints: readonly OwnedEndpoint[]) {
  const keys = endpoints.flatMap(({ endpoint: { key } }) => (key ? [key.header] : []));
  return {
    openapi: '3.1.1',
    info: {
      title: `API de ${name}`,
      version: '1',
      description:
        'Les données ouvertes sont sous Licence Ouverte 2.0. Aucune adresse ne demande de compte ni ne donne de donnée personnelle sans clé.',
      license: {
        name: 'Licence Ouverte 2.0',
        url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
      },
    },
    servers: [{ url: origin }],
    paths: Object.fromEntries(
      endpoints.map(({ path, owner, endpoint }) => [path, { get: toOperation(path, owner, endpoint) }]),
    ),
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: Object.fromEntries(
        keys.map((header) => [header, { type: 'apiKey', in: 'header', name: header }]),
      ),
    },
  };
}

function toOperation(path: string, owner: string, endpoint: Endpoint) {
  const { summary, description, parameters = {}, type = 'application/json', schema, key } = endpoint;
  return {
    operationId: path.slice('/api/'.length).replace(/[^A-Za-z0-9]+/g, '_'),
    tags: [owner],
    summary,
    ...(description !== undefined && { description }),
    ...(key && { security: [{ [key.header]: [] }] }),
    parameters: Object.entries(parameters).map(([name, parameter]) => toParameter(name, parameter)),
    responses: {
      200: { description: summary, content: { [type]: { schema } } },
      ...(key && { 401: problemOf(endpoint, 'La clé manque, ou n’est pas la bonne') }),
      default: problemOf(endpoint, 'Ce qui a été refusé, et pourquoi'),
    },
  };
}

/** An endpoint with a form of its own for errors shows it by an example. */
function problemOf({ problem }: Endpoint, description: string) {
  return {
    description,
    content: problem
      ? { 'application/json': { schema: { type: 'object' }, example: problem(400, 'Bad request') } }
      : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function toParameter(
  name: string,
  { description, required = false, repeated = false, schema }: EndpointParameter,
) {
  return {
    name,
    in: 'query',
    description,
    required,
    ...(repeated && { style: 'form', explode: true }),
    schema: repeated ? { type: 'array', items: schema } : schema,
  };
}
