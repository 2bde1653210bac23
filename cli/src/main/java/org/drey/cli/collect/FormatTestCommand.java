package org.drey.cli.collect;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.drey.collect.format.LineFormat;
import org.drey.collect.format.ProductFormats;
import org.drey.collect.format.SamplePlay;
import org.drey.yaml.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey collect test}: plays the samples of a format. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Plays the samples of a format: does each line become what it should?",
    footer = {
      "",
      "Exit status: 0 all samples are as they should be, 1 one is not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey collect test my-proxy.yaml",
      "  ./drey collect test squid --print > my-squid.yaml"
    })
final class FormatTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME|FILE", description = "A format of the product, or a file.")
  private String format = "";

  @Option(names = "--print", description = "Print a format of the product, to copy and change.")
  private boolean print;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (print && ProductFormats.NAMES.contains(format)) {
      print(ProductFormats.text(format).stripTrailing());
      return 0;
    }
    LineFormat lines = LineFormat.unplayed(NamedFormat.node(format));
    int bad = 0;
    int all = 0;
    for (SamplePlay play : lines.play()) {
      Optional<ProblemException> problem = play.problem();
      all++;
      bad += problem.isPresent() ? 1 : 0;
      print(
          "line %d: %s"
              .formatted(play.line(), problem.isPresent() ? "not as it should be" : "good"));
      print("  " + play.became());
      problem.ifPresent(said -> print("  " + said.problem()));
    }
    print("%d of %d samples of '%s' are good".formatted(all - bad, all, lines.name()));
    return bad == 0 ? 0 : 1;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
