package org.drey.cli.blocklist;

import picocli.CommandLine.Command;

/** {@code ./drey blocklist}: compiles, checks, explains and publishes lists. */
@Command(
    name = "blocklist",
    mixinStandardHelpOptions = true,
    description = "Compiles a provider's feeds into a list, checks it, and puts it in force.",
    subcommands = {
      KeyCommand.class,
      CompileCommand.class,
      ExplainCommand.class,
      ReferenceCommand.class,
      PublishCommand.class,
      RollbackCommand.class,
      StatusCommand.class,
      PruneCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 good, 1 failed, 2 used wrongly, 3 done, but look: compile",
      "refused entries, or status found a stale list.",
      "",
      "Examples:",
      "  ./drey blocklist key --output list.key",
      "  ./drey blocklist compile feed.csv --key-file list.key --output kids.list",
      "  ./drey blocklist publish kids.list --lists lists --key-file list.key \\",
      "      --bootstrap localhost:9092"
    })
public final class BlocklistCommand {}
