package org.drey.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.concurrent.Callable;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.catalogue.IndicatorCatalogue;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.TerminalInfo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey rules list}: the indicators of the catalogue, and what each needs. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the indicators of the catalogue, with a rule or without.",
    footer = {
      "",
      "An indicator is live (its rules count for alerts), on trial (for shadow alerts",
      "alone), not built (a field, a stream or a kind of correlation is missing) or",
      "left out on purpose. --json and --markdown also have the fields of streams that",
      "its rules read, what is kept of whom and for how long, and its sources: what",
      "each says (given), what is adapted from it, and what is ours.",
      "",
      "Exit status: 0 listed, 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey rules list",
      "  ./drey rules list --json",
      "  ./drey rules list --markdown > docs/catalogue.md"
    })
final class RulesListCommand implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @ArgGroup private Form form = new Form();
  @Spec private CommandSpec spec;

  /** A form of the list; a table for a terminal without one of these. */
  private static final class Form {
    @Option(names = "--markdown", description = "Print a page.")
    private boolean markdown;

    @Option(names = "--json", description = "Print one document of JSON.")
    private boolean json;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    IndicatorCatalogue catalogue =
        IndicatorCatalogue.of(
            StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT));
    String text;
    if (form.json) {
      text = JSON.writeValueAsString(catalogue);
    } else if (form.markdown) {
      text = new CataloguePage(catalogue).text();
    } else {
      text = new CatalogueTable(catalogue, TerminalInfo.showsColour()).text();
    }
    spec.commandLine().getOut().println(text);
    return 0;
  }
}
