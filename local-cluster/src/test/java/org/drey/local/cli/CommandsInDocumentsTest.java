package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Documents and help name commands and options of {@code ./drey} that there are. */
final class CommandsInDocumentsTest {
  private static final Path HOME = Path.of("..");
  private static final Set<String> NOT_OURS = Set.of("node_modules", "target", ".git");

  /** A command line up to the end of the line, of the quotation or of the shell's command. */
  private static final Pattern LINE = Pattern.compile("\\./drey +([^`\\n|&;#>)]+)");

  private static final Pattern CONTINUED = Pattern.compile("\\s*\\\\\\n\\s*");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern EXAMPLES = Pattern.compile("^Examples?:", Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("\\[?(--[a-z][a-z-]*).*");

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    SimpleFileVisitor<Path> collect =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        };
    Files.walkFileTree(HOME, collect);
    return documents;
  }

  private static CommandLine root() {
    CommandLine root = new CommandLine(CommandSpec.create().mixinStandardHelpOptions(true));
    LocalDrey.commands(new ShutdownHook()).forEach(root::addSubcommand);
    return root;
  }

  /** What of a command line there is not. */
  private static List<String> problems(CommandLine root, String text) {
    List<String> problems = new ArrayList<>();
    LINE.matcher(CONTINUED.matcher(text).replaceAll(" "))
        .results()
        .map(line -> line.group(1))
        .forEach(
            line -> {
              if (!isThere(root, List.of(line.trim().split(" +")))) {
                problems.add("./drey " + line);
              }
            });
    return problems;
  }

  private static boolean isThere(CommandLine root, List<String> words) {
    CommandLine command = root;
    boolean named = true; // commands come first, then options and their values
    for (String word : words) {
      named &= WORD.matcher(word).matches();
      if (named && !command.getSubcommands().isEmpty()) {
        command = command.getSubcommands().get(word);
        if (command == null) {
          return false;
        }
      } else if (!isKnown(command, word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(CommandLine command, String word) {
    var option = OPTION.matcher(word);
    return !option.matches() || command.getCommandSpec().optionsMap().containsKey(option.group(1));
  }

  @Test
  void documentsNameCommandsThatThereAre() throws IOException {
    CommandLine root = root();
    List<String> problems = new ArrayList<>();
    int named = 0;
    for (Path document : documents()) {
      String text = Files.readString(document);
      named += (int) LINE.matcher(text).results().count();
      problems(root, text).forEach(problem -> problems.add(document + ": " + problem));
    }
    assertTrue(named > 50, "only " + named);
    assertEquals("", String.join("\n", problems));
  }

  @Test
  void helpNamesCommandsThatThereAre() {
    CommandLine root = root();
    List<String> help = new ArrayList<>();
    root.getSubcommands().values().forEach(command -> addHelp(command, help));
    assertTrue(help.stream().filter(text -> LINE.matcher(text).find()).count() > 30, "examples");
    assertEquals(List.of(), help.stream().flatMap(text -> problems(root, text).stream()).toList());
  }

  @Test
  void everyHelpHasExamples() {
    List<String> without = new ArrayList<>();
    addWithoutExamples(root(), without);
    assertEquals(List.of(), without);
  }

  private static void addWithoutExamples(CommandLine group, List<String> without) {
    for (CommandLine command : group.getSubcommands().values()) {
      String end = String.join("\n", command.getCommandSpec().usageMessage().footer());
      if (!EXAMPLES.matcher(end).find() && !command.getCommandName().equals("help")) {
        without.add(command.getCommandSpec().qualifiedName());
      }
      addWithoutExamples(command, without);
    }
  }

  /** What a command and those below it say of themselves, and how they are used. */
  private static void addHelp(CommandLine command, List<String> help) {
    CommandSpec spec = command.getCommandSpec();
    help.add(String.join("\n", spec.usageMessage().description()));
    help.add(String.join("\n", spec.usageMessage().footer()));
    spec.options().forEach(option -> help.add(String.join("\n", option.description())));
    command.getSubcommands().values().forEach(below -> addHelp(below, help));
  }

  @Test
  void whatThereIsNotIsFound() {
    assertEquals(
        List.of("./drey rules tset x", "./drey demo --sede 7"),
        problems(
            root(), "`./drey rules tset x` ./drey demo \\\n  --sede 7\n./drey rules test --help"));
  }
}
