// What only the desk knows of a request: who takes care of it, by when, its files, and what agents noted.

import { asc, eq } from '@parvis/db';
import { formatBytes } from '@parvis/forms';
import type { CitizenRequest, DeskCtx } from '@parvis/kit';
import { isShown } from '../../files/download.ts';
import { schema } from '../../schema.ts';

export interface DeskFacts {
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly dueAt: number | null;
  readonly files: readonly DeskFile[];
  readonly notes: readonly { readonly at: number; readonly author: string; readonly body: string }[];
}

export interface DeskFile {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly text: string;
  /** How the page can show it; null for what is only downloaded. */
  readonly shown: 'picture' | 'pdf' | null;
}

export async function deskFacts(ctx: DeskCtx, { id }: CitizenRequest): Promise<DeskFacts> {
  const { read } = ctx;
  const { request, agent, file, requestNote } = schema.for(read);
  const [[row], files, notes] = await Promise.all([
    read
      .select({ dueAt: request.dueAt, assigneeId: agent.id, assignee: agent.name })
      .from(request)
      .leftJoin(agent, eq(agent.id, request.assigneeId))
      .where(ctx.own(request, eq(request.id, id))),
    read
      .select({ id: file.id, name: file.name, type: file.type, size: file.size })
      .from(file)
      .where(ctx.own(file, eq(file.requestId, id)))
      .orderBy(asc(file.keptAt), asc(file.id)),
    read
      .select({ at: requestNote.at, author: requestNote.author, body: requestNote.body })
      .from(requestNote)
      .where(ctx.own(requestNote, eq(requestNote.requestId, id)))
      .orderBy(asc(requestNote.at), asc(requestNote.id)),
  ]);
  return {
    assignee: row?.assigneeId && row.assignee ? { id: row.assigneeId, name: row.assignee } : null,
    dueAt: row?.dueAt ?? null,
    files: files.map((one) => ({
      id: one.id,
      name: one.name,
      shown: isShown(one.type) ? (one.type === 'application/pdf' ? 'pdf' : 'picture') : null,
      href: `/agent/fichiers/${one.id}`,
      text: `${one.name} (${kindOf(one.type)}, ${formatBytes(one.size)})`,
    })),
    notes,
  };
}

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'photo JPEG',
  'image/png': 'image PNG',
  'image/webp': 'image WebP',
  'image/heic': 'photo HEIC',
  'text/plain': 'texte',
};

/** What a file is, as people call it. */
function kindOf(type: string): string {
  return KINDS[type] ?? type.split('/').at(-1) ?? type;
}
