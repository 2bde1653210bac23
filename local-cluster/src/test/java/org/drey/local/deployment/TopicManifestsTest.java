package org.drey.local.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.drey.cli.DreyCommand;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Topics and users of Kubernetes are what the command in their first lines prints. */
final class TopicManifestsTest {
  private static final Path FILE = DeploymentFiles.BASE.resolve("topics-and-users.yaml");
  private static final String COMMAND = "./drey ";

  /** From the root of the repository, as the file says. */
  private static List<String> arguments(List<String> comment) {
    String text =
        comment.stream()
            .map(line -> line.replaceFirst("^# *", "").replaceFirst(" *\\\\$", ""))
            .collect(Collectors.joining(" "));
    assertTrue(text.contains(COMMAND), text);
    return List.of(
        text.substring(text.indexOf(COMMAND) + COMMAND.length())
            .replace("local-cluster/", "")
            .split(" +"));
  }

  @Test
  void theyAreWhatTheCommandPrints() throws IOException {
    List<String> lines = DeploymentFiles.text(FILE).lines().toList();
    List<String> comment = lines.stream().takeWhile(line -> line.startsWith("#")).toList();
    CommandLine root = new CommandLine(CommandSpec.create());
    DreyCommand.commands(new ShutdownHook()).forEach(root::addSubcommand);
    StringWriter printed = new StringWriter();
    root.setOut(new PrintWriter(printed));
    assertEquals(0, root.execute(arguments(comment).toArray(String[]::new)));
    assertEquals(
        printed.toString().strip(),
        String.join("\n", lines.subList(comment.size(), lines.size())).strip());
  }
}
