package org.drey.alerts.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.Track;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Drafts for goAML. */
class GoamlFormatTest {
  static final List<String> HOSTILE = TestHandovers.HOSTILE;

  @TempDir private Path folder;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(GoamlFormatTest.class.getResource("/handover/" + name)).toURI());
  }

  private static String written(HandoverContents handover) {
    return new GoamlFormat(GoamlTerms.NONE).write(handover);
  }

  private static Document parsed(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new AssertionError(xml, e);
    }
  }

  private static List<String> all(Document document, String element) {
    var nodes = document.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  private static HandoverContents receiver(String token) {
    Alert alert = TestHandovers.paid(Track.RECEIVER, token, "payer-a", "payer-b");
    SharingTerms sharing = new SharingTerms(TrafficLight.AMBER_STRICT, 30, "Example Bank");
    return TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL, sharing);
  }

  @Test
  void paymentsAreTransactions() {
    Golden.assertSame("receiver.goaml.xml", written(receiver("payee-token-1")));
  }

  @Test
  void withTheCodesOfACountryItFitsTheSchema() throws Exception {
    GoamlSchema schema = GoamlSchema.read(resource("goaml.xsd"));
    GoamlFormat mapped =
        new GoamlFormat(new GoamlTerms(GoamlMapping.read(resource("goaml.yaml")), null));
    assertEquals(List.of(), schema.problems(mapped.write(receiver("payee-token-1"))));
    List<String> without = schema.problems(written(receiver("payee-token-1")));
    assertTrue(without.get(0).startsWith("line 4: "), without::toString);
    assertTrue(without.stream().noneMatch(one -> one.contains("cvc-type.3.1.3")), "said once");
    List<String> kinds =
        without.stream().map(one -> one.replaceAll("^lines? [^:]*: ", "")).toList();
    assertEquals(Set.copyOf(kinds).size(), kinds.size(), without::toString);
  }

  @Test
  void withoutPaymentsTheAccountsAreParties() throws Exception {
    Alert alert = TestHandovers.confirmed(Track.PAYER, "p");
    alert.setEvents(List.of());
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL);
    GoamlFormat mapped =
        new GoamlFormat(new GoamlTerms(GoamlMapping.read(resource("goaml.yaml")), null));
    String xml = mapped.write(handover);
    assertEquals(List.of(), GoamlSchema.read(resource("goaml.xsd")).problems(xml));
    assertTrue(xml.contains("<account>p</account>"), xml);
  }

  @Test
  void ofACaseEveryPaymentIsThereOnce() {
    Alert one = TestHandovers.paid(Track.FACILITATOR, "payee", "payer");
    Alert two = TestHandovers.confirmed(Track.PAYER, "payer");
    two.setEvents(one.getEvents());
    Case theCase = TestHandovers.caseOf("payee", one, two);
    HandoverContents handover =
        TestHandovers.select(
            TestHandovers.results(one, two),
            new HandoverSelection.SelectionRequest(Set.of(), theCase, false, List.of()));
    Document document = parsed(written(handover));
    assertEquals(List.of("pay-0"), all(document, "transactionnumber"));
    assertEquals(List.of(theCase.getCaseId()), all(document, "entity_reference"));
  }

  @Test
  void aYoungPersonIsSaidToBeAVictim() {
    Alert child = TestHandovers.confirmed(Track.VICTIM, "child");
    child.setEvents(List.of(TestHandovers.payment("pay-1", "child", "payee")));
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(child), TestHandovers.WITH_VICTIMS);
    assertEquals(
        List.of(
            "May be a victim. A pseudonym: fill in the account.",
            "A pseudonym: fill in the account."),
        all(parsed(written(handover)), "comments"));
  }

  @Test
  void theReasonHasFiguresAndLiveSessions() throws Exception {
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(TestHandovers.watcher()), TestHandovers.ALL);
    GoamlFormat mapped =
        new GoamlFormat(new GoamlTerms(GoamlMapping.read(resource("goaml.yaml")), null));
    String xml = mapped.write(handover);
    assertEquals(List.of(), GoamlSchema.read(resource("goaml.xsd")).problems(xml));
    String reason = all(parsed(xml), "reason").get(0);
    assertTrue(reason.contains("3 payments on 3 days, from 2026-01-10 to 2026-01-12"), reason);
    assertTrue(reason.contains("1 of 3 payments: they say that they are related."), reason);
    assertTrue(reason.contains("Conclusion of the analyst: to be written."), reason);
    assertTrue(
        reason.contains(
            "2026-01-10T20:31:00 a private session of the host host-token-0 joined by"
                + " payer-token-1, at most 1 viewer, 12 min"),
        reason);
  }

  @Test
  void anUnknownAmountIsSaidToBeUnknown() {
    Alert alert = TestHandovers.paid(Track.FACILITATOR, "payee", "payer");
    alert.getEvents().get(0).getPayment().setAmount(null);
    HandoverContents handover =
        TestHandovers.select(TestHandovers.results(alert), TestHandovers.ALL);
    assertTrue(written(handover).contains("The amount is UNKNOWN"));
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void aHostileTokenIsAText(String token) {
    String xml = written(receiver(token));
    Document document = parsed(xml);
    assertEquals(2, document.getElementsByTagName("transaction").getLength());
    String expected =
        token
            .codePoints()
            .map(GoamlFormatTest::kept)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertTrue(all(document, "account").contains(expected), xml);
    assertFalse(xml.contains("payer-a"));
  }

  private static int kept(int c) {
    boolean acts = c < ' ' || c == 0x202e || c == 0xFFFE;
    return acts ? 0xFFFD : c;
  }

  @Test
  void aMappingOrSchemaThatIsNoneIsRefused() throws Exception {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), "rentity: 4");
    assertThrows(ProblemException.class, () -> GoamlMapping.read(mapping));
    Path xsd = Files.writeString(folder.resolve("x.xsd"), "<no/>");
    assertThrows(IOException.class, () -> GoamlSchema.read(xsd));
    Path outside =
        Files.writeString(
            folder.resolve("y.xsd"),
            "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><s>&e;</s>");
    assertThrows(IOException.class, () -> GoamlSchema.read(outside));
  }
}
