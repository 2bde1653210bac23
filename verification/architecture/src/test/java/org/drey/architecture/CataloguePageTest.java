package org.drey.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.drey.cli.rules.RulesCommand;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page on indicators is what the rules say. */
final class CataloguePageTest {
  private static final String PAGE = "docs/catalogue.md";

  @Test
  void thePageIsUpToDate() {
    StringWriter out = new StringWriter();
    CommandLine rules = new CommandLine(new RulesCommand()).setOut(new PrintWriter(out, true));
    assertEquals(0, rules.execute("list", "--markdown"));
    assertEquals(out.toString(), Repository.text(PAGE), "./drey rules list --markdown > " + PAGE);
  }
}
