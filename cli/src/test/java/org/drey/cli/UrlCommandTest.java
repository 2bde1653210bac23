package org.drey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** One answer for each line, whether it is a URL or not. */
@Isolated("puts another stream in the place of System.in")
final class UrlCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static List<JsonNode> run(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new UrlCommand());
    line.setOut(new PrintWriter(out));
    int status = line.execute(arguments);
    List<JsonNode> answers = new ArrayList<>();
    for (String answer : out.toString().lines().toList()) {
      answers.add(JSON.readTree(answer));
    }
    assertEquals(answers.stream().anyMatch(answer -> answer.has("error")) ? 1 : 0, status);
    return answers;
  }

  private static List<JsonNode> runOn(byte[] stdin, String... arguments) throws IOException {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(stdin));
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void aUrlIsTakenApart() throws IOException {
    assertEquals(
        json(
            "{'input':'HTTP://u@WWW.Shop.example.:80/a/../b?c#d',"
                + "'canonical':'http://www.shop.example./b?c','host':'www.shop.example.',"
                + "'registered_domain':'shop.example','public_suffix':'example',"
                + "'expressions':['www.shop.example/b?c','www.shop.example/b','www.shop.example/',"
                + "'shop.example/b?c','shop.example/b','shop.example/']}"),
        run("HTTP://u@WWW.Shop.example.:80/a/../b?c#d").get(0));
  }

  @Test
  void anOptionThatIsNoneIsNoName() {
    CommandLine line = new CommandLine(new UrlCommand());
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err));
    assertEquals(2, line.execute("a.example", "--pls", "x"));
    assertTrue(err.toString().contains("Unknown option: '--pls'"), err.toString());
  }

  @Test
  void namesAndAddressesAreTakenToo() throws IOException {
    List<JsonNode> answers = run("Bücher.example.", "0x7f.1", "2001:DB8:0::1", "-edge-.example");
    assertEquals(
        json(
            "{'input':'Bücher.example.','canonical':'xn--bcher-kva.example',"
                + "'host':'xn--bcher-kva.example','registered_domain':'xn--bcher-kva.example',"
                + "'public_suffix':'example','expressions':['xn--bcher-kva.example/']}"),
        answers.get(0));
    assertEquals(
        json(
            "{'input':'0x7f.1','canonical':'127.0.0.1','host':'127.0.0.1',"
                + "'registered_domain':null,'public_suffix':null,'expressions':['127.0.0.1/']}"),
        answers.get(1));
    assertEquals("[2001:db8::1]", answers.get(2).get("canonical").asText());
    assertEquals("-edge-.example", answers.get(3).get("canonical").asText());
  }

  @Test
  void anythingElseIsAnErrorWithAReason() throws IOException {
    List<JsonNode> answers = run("http://a b/", "ftp://a.example/", "");
    assertEquals(
        json(
            "{'input':'http://a b/','error':'not a valid http or https URL','host':null,"
                + "'registered_domain':null,'public_suffix':null,'expressions':[]}"),
        answers.get(0));
    assertTrue(answers.get(1).get("error").asText().startsWith("neither"));
    assertTrue(answers.get(2).get("error").asText().startsWith("neither"));
  }

  @Test
  void anotherSuffixListMayBeGiven() throws IOException {
    Path list = Files.writeString(folder.resolve("list.dat"), "shop.example\n");
    JsonNode answer = run("--psl", list.toString(), "a.b.shop.example").get(0);
    assertEquals("shop.example", answer.get("public_suffix").asText());
    assertEquals("b.shop.example", answer.get("registered_domain").asText());
  }

  @Test
  void everyLineOfAnyBytesHasOneAnswer() throws IOException {
    Random random = new Random(5);
    ByteArrayOutputStream stdin = new ByteArrayOutputStream();
    byte[] bytes = new byte[50];
    int lines = 2000;
    for (int i = 0; i < lines; i++) {
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        stdin.writeBytes("http://a.example/".getBytes(StandardCharsets.UTF_8));
      }
      for (byte b : bytes) {
        stdin.write(b == '\n' ? '?' : b);
      }
      stdin.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    List<JsonNode> answers = runOn(stdin.toByteArray());
    assertEquals(lines, answers.size());
    assertTrue(answers.stream().filter(answer -> answer.has("canonical")).count() >= lines / 2);
  }

  @Test
  void blankLongAndUnendedLinesCountToo() throws IOException {
    String longLine = "a".repeat(UrlReport.MAX_LINE + 10);
    String text = "\n" + longLine + "\na.example\r\nb.example";
    List<JsonNode> answers = runOn(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(4, answers.size());
    assertTrue(answers.get(1).get("error").asText().startsWith("longer than"));
    assertEquals("a.example", answers.get(2).get("canonical").asText());
    assertEquals("b.example", answers.get(3).get("canonical").asText());
    assertEquals(List.of(), runOn(new byte[0]));
  }
}
