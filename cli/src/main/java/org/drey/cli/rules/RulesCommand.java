package org.drey.cli.rules;

import picocli.CommandLine.Command;

/** {@code ./drey rules}: which indicators there are, and what is done with rules before use. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Lists indicators, and tries Sigma rules before they are used.",
    subcommands = {RulesListCommand.class, RulesCheckCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
        "  ./drey rules list             which indicators there are, and which have a rule",
        "  ./drey rules check my-rules   whether a folder of rules would load"
    })
public final class RulesCommand {}
