// `parvis agent`: the first administrator of an installation, and help for agents who are locked out.

import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';
import type { InviteFlags } from '../program.ts';

export async function inviteAgentCommand(
  installation: Installation,
  { email, name, at, role }: InviteFlags,
): Promise<void> {
  const { inviteByOperator } = await import('@parvis/core/operator');
  const { host } = await openInstallation(installation);
  try {
    const { authority, link } = await inviteByOperator(host.house, { email, name, at, roles: role });
    if (link === null) {
      console.log(`${email} has an account already. Its roles at ${authority} are given; it signs in again.`);
      return;
    }
    console.log(
      `${name} is invited to work for ${authority}. Pass this link on: it works once, for seven days.`,
    );
    console.log(link);
  } finally {
    await host.close();
  }
}

export async function listAgentsCommand(installation: Installation): Promise<void> {
  const { listAgents } = await import('@parvis/core/operator');
  const { host } = await openInstallation(installation);
  try {
    const agents = await listAgents(host.house);
    for (const { email, name, state, roles } of agents) {
      console.log(`${email}  ${name}  ${state}  ${roles.join(', ')}`);
    }
    if (agents.length === 0) console.log('There are no agents.');
  } finally {
    await host.close();
  }
}

export async function resetFactorCommand(
  installation: Installation,
  { email }: { readonly email: string },
): Promise<void> {
  const { resetFactor } = await import('@parvis/core/operator');
  const { host } = await openInstallation(installation);
  try {
    const accounts = await resetFactor(host.house, email);
    console.log(
      `${email}: no second factor any more, all sessions ended${accounts > 1 ? ` (${accounts} accounts)` : ''}.`,
    );
  } finally {
    await host.close();
  }
}
