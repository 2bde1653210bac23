package org.drey.console;

import picocli.CommandLine.Command;

/** {@code ./drey audit}: the console's audit. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "The console's audit: who looked at what, and did what.",
    subcommands = {AuditVerifyCommand.class, AuditBackupCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey audit verify --database console.db",
      "  ./drey audit backup monday.db"
    })
public final class AuditCommand {}
