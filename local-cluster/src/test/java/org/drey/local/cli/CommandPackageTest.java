package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.cli.DreyCommand;
import org.drey.console.ConsoleDrey;
import org.drey.terminal.CommandPackage;
import org.drey.terminal.RemovedCommands;
import org.drey.terminal.ShutdownHook;
import org.drey.terminal.alerts.AlertsCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each package names the commands that only another has. */
final class CommandPackageTest {
  private static final ShutdownHook SHUTDOWN = new ShutdownHook();

  /**
   * The words of commands and of those below them; of a group that a package has whole, its own.
   */
  private static Set<String> words(List<CommandLine> commands) {
    Set<String> words = new HashSet<>();
    for (CommandLine one : commands) {
      words.add(one.getCommandName());
      one.getSubcommands().keySet().forEach(below -> words.add(one.getCommandName() + " " + below));
    }
    return words;
  }

  private static Set<String> only(List<CommandLine> commands, Set<String> others) {
    Set<String> words = words(commands);
    words.removeAll(others);
    words.removeIf(one -> one.contains(" ") && words.contains(one.substring(0, one.indexOf(' '))));
    return words;
  }

  /** A command in the table of removed ones could never run. */
  @Test
  void noCommandOrOptionIsInTheTableOfRemovedOnes() {
    List<String> alive = new ArrayList<>();
    LocalDrey.commands(SHUTDOWN).forEach(one -> addWords(one, one.getCommandName(), alive));
    alive.retainAll(RemovedCommands.DREY.now().keySet());
    assertEquals(List.of(), alive);
  }

  private static void addWords(CommandLine command, String words, List<String> alive) {
    alive.add(words);
    for (OptionSpec option : command.getCommandSpec().options()) {
      for (String name : option.names()) {
        alive.add(words + " " + name);
      }
    }
    command.getSubcommands().forEach((name, below) -> addWords(below, words + " " + name, alive));
  }

  @Test
  void aPackageNamesTheCommandsThatOnlyItHas() {
    Set<String> alerts = words(List.of(AlertsCommand.line(SHUTDOWN)));
    Set<String> hosts = words(DreyCommand.commands(SHUTDOWN));
    Set<String> analysts = words(ConsoleDrey.commands(SHUTDOWN));
    Set<String> ofBoth = new HashSet<>(hosts);
    ofBoth.addAll(analysts);
    assertEquals(CommandPackage.HOSTS.commands(), only(DreyCommand.commands(SHUTDOWN), alerts));
    assertEquals(CommandPackage.ANALYSTS.commands(), only(ConsoleDrey.commands(SHUTDOWN), hosts));
    assertEquals(CommandPackage.LOCAL.commands(), only(LocalDrey.commands(SHUTDOWN), ofBoth));
  }
}
