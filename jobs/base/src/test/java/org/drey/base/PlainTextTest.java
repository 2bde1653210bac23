package org.drey.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.drey.yaml.YamlProblem;
import org.junit.jupiter.api.Test;

final class PlainTextTest {
  @Test
  void whatActsOnATerminalIsReplaced() {
    assertEquals("a\uFFFD[31mb\uFFFDc\uFFFD", PlainText.text("a\u001b[31mb\nc\u202e"));
    assertEquals("Grüße, 名前 😀", PlainText.text("Grüße, 名前 😀"));
  }

  @Test
  void linesStayWhereTheyAreWanted() {
    assertEquals("a\uFFFD\nb", PlainText.lines("a\u001b\r\nb"));
  }

  @Test
  void aProblemIsOneLineWhateverItNames() {
    YamlProblem problem = new YamlProblem("a\nb.yml", 3, "no key '\u001b[2J\n'");
    assertEquals("a\uFFFDb.yml:3: no key '\uFFFD[2J\uFFFD'", problem.toString());
  }
}
