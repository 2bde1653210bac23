package org.drey.cli.rules;

import picocli.CommandLine.Command;

/** {@code ./drey rules}: what is done with rules before they are used. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Tries Sigma rules before they are used.",
    subcommands = RulesCheckCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./drey rules check my-rules   whether a folder of rules would load",
      "  ./drey rules check my-rules --events days   and how much they select"
    })
public final class RulesCommand {}
