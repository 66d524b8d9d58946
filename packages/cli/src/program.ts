// The commands, each loaded when it is called: asking for help, or starting, waits for nothing else.

import { Command, CommanderError } from 'commander';
import type { CheckFlags } from './commands/check.ts';
import { reportError } from './report-error.ts';

const FAILED = 1;
const MISUSED = 2;

/** A command said what is wrong, and there is nothing to add. */
class CheckFailed extends Error {}

/**
 * Runs a command line, without the program's name. Returns the exit code: 0 done, 1 refused or failed, 2 not
 * understood.
 */
export async function parvis(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // What has failed is on the screen already.
    if (error instanceof CheckFailed) return FAILED;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    reportError(error);
    return FAILED;
  }
}

interface Shared {
  readonly config?: string;
}

function program(): Command {
  const program = new Command('parvis')
    .description('A portal for communes: one installation, many sites')
    .option('--config <file>', 'the file that describes the installation (default: parvis.config.ts)')
    .exitOverride()
    .showSuggestionAfterError();
  const installation = async () => {
    const { loadInstallation } = await import('./installation.ts');
    return loadInstallation(program.opts<Shared>().config);
  };

  program
    .command('init')
    .description('create a tenant, its sites and its first services from the real data of France')
    .option('--epci <siren>', 'an intercommunality with all its communes')
    .option('--commune <insee>', 'one commune alone')
    .option('--domain <domain>', 'sites are served on <slug>.<domain>', 'localhost')
    .option('--theme <name>', 'the theme of the sites (default: the first of the installation)')
    .option('--demo', 'mark every page as a demonstration and add invented content')
    .action(async (options: InitFlags) => {
      const { initCommand } = await import('./commands/init.ts');
      await initCommand(await installation(), options);
    });

  program
    .command('start')
    .description('serve the sites on PORT')
    .option('--migrate', 'apply missing migrations first')
    .action(async (options: { migrate?: boolean }) => {
      const { startCommand } = await import('./commands/start.ts');
      await startCommand(await installation(), options);
    });

  program
    .command('migrate')
    .description('bring the database up to date')
    .option('--dry-run', 'only list what is missing')
    .action(async (options: { dryRun?: boolean }) => {
      const { migrateCommand } = await import('./commands/migrate.ts');
      await migrateCommand(await installation(), options);
    });

  program
    .command('check')
    .description('say whether the installation is set up as it should be; exit code 1 when it is not')
    .option('--json', 'print one JSON object a line')
    .option(
      '--anchor <tenant=number:hash>',
      'a place of a tenant’s audit log that was printed earlier; may be given several times',
      (anchor: string, before: readonly string[]) => [...before, anchor],
      [] as readonly string[],
    )
    .action(async (flags: CheckFlags) => {
      const { checkCommand } = await import('./commands/check.ts');
      if (!(await checkCommand(await installation(), flags))) throw new CheckFailed();
    });

  program
    .command('migration')
    .description('for developers: write the next migration of the host or of a plugin from its tables')
    .argument('<owner>', 'core, or the name of a plugin of the installation')
    .argument('<name>', 'what it does, such as add_birth_name')
    .action(async (owner: string, name: string) => {
      const { migrationCommand } = await import('./commands/migration.ts');
      await migrationCommand(owner, name, installation);
    });

  const agent = program
    .command('agent')
    .description('agents: invite the first ones, list them, help them back in');
  agent
    .command('invite')
    .description('make an account and print the link that opens it')
    .requiredOption('--email <address>', 'where they are reached at work')
    .requiredOption('--name <name>', 'first name and surname')
    .requiredOption('--at <code>', 'SIREN of a body, or INSEE code of a commune')
    .requiredOption('--role <role>', 'may be given several times', collect, [])
    .action(async (options: InviteFlags) => {
      const { inviteAgentCommand } = await import('./commands/agent.ts');
      await inviteAgentCommand(await installation(), options);
    });
  agent
    .command('list')
    .description('list all agents with their roles')
    .action(async () => {
      const { listAgentsCommand } = await import('./commands/agent.ts');
      await listAgentsCommand(await installation());
    });
  agent
    .command('reset-factor')
    .description('take the second factors of an agent away and end their sessions')
    .requiredOption('--email <address>', 'of their account')
    .action(async (options: { email: string }) => {
      const { resetFactorCommand } = await import('./commands/agent.ts');
      await resetFactorCommand(await installation(), options);
    });

  const procedure = program
    .command('procedure')
    .description('procedures: move them from one installation to another');
  procedure
    .command('export')
    .description('print a procedure as one JSON file')
    .argument('<slug>', 'its name, as in the addresses of the desk')
    .option('--site <code>', 'SIREN of a body, or INSEE code of a commune: as that site uses it')
    .action(async (slug: string, { site }: { site?: string }) => {
      const { exportCommand } = await import('./commands/exchange.ts');
      await exportCommand(await installation(), { what: 'procedure', name: slug, ...(site && { at: site }) });
    });
  procedure
    .command('import')
    .description('take a procedure in: a file of export, a .wcs of Publik, a .zip of Open Forms')
    .argument('<file>', 'where it is')
    .requiredOption('--at <code>', 'SIREN of a body, or INSEE code of a commune, that it will belong to')
    .option('--dry-run', 'only say what would happen')
    .action(async (file: string, { at, dryRun = false }: { at: string; dryRun?: boolean }) => {
      const { importCommand } = await import('./commands/exchange.ts');
      await importCommand(await installation(), { what: 'procedure', file, at, dry: dryRun });
    });

  program
    .command('bench')
    .description('measure, and print one JSON object a line')
    .argument('[names...]', 'some benchmarks only')
    .action(async (names: string[]) => {
      const { benchCommand } = await import('./commands/bench.ts');
      await benchCommand(names);
    });

  return program;
}

export interface InitFlags {
  readonly epci?: string;
  readonly commune?: string;
  readonly domain: string;
  readonly theme?: string;
  readonly demo?: boolean;
}

export interface InviteFlags {
  readonly email: string;
  readonly name: string;
  readonly at: string;
  readonly role: readonly string[];
}

/** An option that is given several times. */
function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
