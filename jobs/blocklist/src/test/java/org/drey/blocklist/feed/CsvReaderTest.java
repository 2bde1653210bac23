package org.drey.blocklist.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.junit.jupiter.api.Test;

final class CsvReaderTest {

  @Test
  void readsTypesCategoriesAndPolicies() throws IOException {
    Read read =
        Read.of(
            "csv",
            """
            type,entry,category,policy
            DOMAIN,Bad.Example,,
            host,one.host.test,gambling,parental_control
            Path Prefix,https://tree.example/a,,CHILD_PROTECTION_LIST
            exact-url,https://page.example/b?c=d,news,
            """);
    assertEquals(
        List.of(
            "2 DOMAIN|bad.example",
            "3 HOST|one.host.test",
            "4 PATH_PREFIX|tree.example/a/",
            "5 EXACT_URL|page.example/b?c=d"),
        read.entries);
    assertEquals(List.of(), read.problems);
    assertEquals("gambling", read.raw.get(1).category());
    assertEquals(ListPolicy.PARENTAL_CONTROL, read.raw.get(1).policy());
    assertEquals(ListPolicy.CHILD_PROTECTION_LIST, read.raw.get(3).policy());
  }

  @Test
  void columnsAreFoundByNameInAnyOrderCaseAndSeparator() throws IOException {
    String text = "# a feed\n\nNote;URL;Class;Type\nx;https://a.example/p;news;URL\n";
    for (String separator : List.of(",", ";", "\t")) {
      Read read = Read.of("csv", text.replace(";", separator));
      assertEquals(List.of("4 EXACT_URL|a.example/p"), read.entries);
      assertEquals("news", read.raw.get(0).category());
    }
  }

  @Test
  void quotesMayHoldSeparatorsQuotesAndLineEnds() throws IOException {
    Read read =
        Read.of(
            "csv",
            """
            "type","entry","note"
            "DOMAIN","a.example","one, ""two""
            and DOMAIN,not.example"
            EXACT_URL,"https://b.example/?q=1,2",
            DOMAIN,c.example,a "quote" inside
            """
                .replace("\n", "\r\n"));
    assertEquals(
        List.of("2 DOMAIN|a.example", "4 EXACT_URL|b.example/?q=1,2", "5 DOMAIN|c.example"),
        read.entries);
    assertEquals(List.of(), read.problems);
  }

  @Test
  void aQuoteThatIsNotClosedCostsOneLine() throws IOException {
    StringBuilder text = new StringBuilder("type,entry\nDOMAIN,\"secret.example\n");
    for (int i = 0; i < 300; i++) {
      text.append("DOMAIN,n").append(i).append(".example\n");
    }
    Read read = Read.of("csv", text.toString());
    assertEquals(300, read.entries.size());
    assertEquals(List.of("2 not CSV, such as a quote that is not closed"), read.problems);
  }

  @Test
  void malformedRecordsAreReportedByLineAndNothingElse() throws IOException {
    Read read =
        Read.of(
            "csv",
            """
            type,entry,category,policy
            DOMAIN
            DOMAIN,
            ,secret.example
            SECRET,secret.example
            DOMAIN,*.secret.example
            DOMAIN,a.example,secret.example
            DOMAIN,a.example,,secret
            "DOMAIN"x,secret.example
            DOMAIN,ok.example
            """);
    assertEquals(List.of("10 DOMAIN|ok.example"), read.entries);
    assertEquals(
        List.of("2", "3", "4", "5", "6", "7", "8", "9"),
        read.problems.stream().map(problem -> problem.substring(0, problem.indexOf(' '))).toList());
    assertFalse(read.problems.toString().toLowerCase(java.util.Locale.ROOT).contains("secret"));
  }

  @Test
  void withoutAHeaderNothingCanBeReportedApart() {
    IOException e =
        assertThrows(IOException.class, () -> Read.of("csv", "DOMAIN,secret.example\n"));
    assertFalse(String.valueOf(e.getMessage()).contains("secret"));
  }
}
