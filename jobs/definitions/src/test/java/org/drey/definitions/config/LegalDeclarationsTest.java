package org.drey.definitions.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.drey.definitions.config.LegalDeclarations.Subjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration declares of the people whom a splash page reaches. */
final class LegalDeclarationsTest {
  private static final String NONE =
      """
      streams:
        dns-queries: {legal_basis: none}
        web-requests: {legal_basis: none}
      """;

  private static LegalDeclarations of(String yaml) {
    return new ConfigurationReader("config.yaml").read(yaml).declarations();
  }

  @Test
  void subjectsAreRemovedOnlyWhereEveryTopicSaysSo() {
    assertEquals(Subjects.REMOVED, of(NONE).subjects());
    assertEquals(Subjects.UNDECLARED, of("").subjects());
    assertEquals(Subjects.UNDECLARED, of("streams: {dns-queries: {legal_basis: none}}").subjects());
    assertEquals(
        Subjects.PROCESSED, of("streams: {web-requests: {legal_basis: consent}}").subjects());
    assertEquals(
        Subjects.PROCESSED,
        of("""
           streams:
             web-requests: {legal_basis: none}
             dns-queries:
               legal_basis: none
               topics: [dns-a, {name: dns-b, legal_basis: consent}]
           """)
            .subjects());
  }

  @Test
  void otherStreamsSayNothingOfVisitors() {
    String payments = NONE + "  payments: {legal_basis: contract}\n";
    assertEquals(Subjects.REMOVED, of(payments).subjects());
    assertEquals(of(NONE).hash(), of(payments).hash());
  }

  @Test
  void aHashIsOfWhatIsDeclaredAlone() {
    String hash = of(NONE).hash();
    assertTrue(hash.matches("[0-9a-f]{12}"), hash);
    String turned =
        "outage_allowance: 2h\n"
            + "streams: {web-requests: {legal_basis: none}, dns-queries: {legal_basis: none}}";
    assertEquals(hash, of(turned).hash());
    String said = NONE + "splash: {controller: A, notice_url: 'https://isp.example/privacy'}";
    List<String> others =
        List.of(
            hash,
            of(NONE.replace("web-requests: {legal_basis: none}", "web-requests: {}")).hash(),
            of(said).hash(),
            of(said.replace("controller: A", "controller: B")).hash(),
            of(said.replace("privacy", "notice")).hash(),
            of(NONE + "splash: {nothing_recorded: true}").hash());
    assertEquals(others.size(), others.stream().distinct().count());
  }

  @Test
  void aHashIsOfMeaningNotOfWords() {
    String hash = of(NONE).hash();
    assertEquals(hash, of(NONE.replace("none", "None")).hash());
    assertEquals(hash, of(NONE.replace("none", "' none '")).hash());
    String one =
        """
        streams:
          dns-queries: {topics: [{name: a, legal_basis: X}]}
          web-requests: {topics: [{name: b, legal_basis: none}]}
        """;
    String other = one.replace("name: a", "name: z").replace("name: b", "name: a");
    assertNotEquals(of(one).hash(), of(other.replace("name: z", "name: b")).hash());
    assertEquals(
        of("").hash(), of("streams: {dns-queries: {legal_basis: ''}}").hash(), "says nothing");
  }

  @Test
  void thatNothingIsRecordedIsTheOperatorsStatement() {
    assertFalse(of(NONE).nothingRecorded());
    assertFalse(of(NONE + "splash: {nothing_recorded: false}").nothingRecorded());
    LegalDeclarations stated = of(NONE + "splash: {nothing_recorded: true}");
    assertTrue(stated.nothingRecorded());
    assertNull(stated.notice());
    for (String other : List.of("", NONE.replace("none", "consent"))) {
      InvalidConfigurationException refused =
          assertThrows(
              InvalidConfigurationException.class,
              () -> of(other + "splash: {nothing_recorded: true}"));
      assertTrue(refused.getMessage().contains("none on every topic"), refused.getMessage());
    }
  }

  @Test
  void aNoticeHasAControllerAndAnAddress() {
    assertNull(of(NONE).notice());
    PrivacyNotice notice =
        of("splash: {controller: ' A ', notice_url: 'https://isp.example/p'}").notice();
    assertEquals("A", notice.controller());
    assertEquals("https://isp.example/p", notice.url().toString());
    PrivacyNotice beyond =
        of("splash: {controller: A, notice_url: 'https://isp.example/\u00E9'}").notice();
    assertEquals("https://isp.example/%C3%A9", beyond.url().toString());
    assertNotEquals(of("").hash(), of("splash: {controller: A, notice_url: http://a.test}").hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "splash: {controller: A} | notice_url",
        "splash: {controller: A, nothing_recorded: false} | notice_url",
        "splash: {nothing_recorded: maybe} | true or false",
        "splash: {notice_url: 'https://a.test'} | controller",
        "splash: {controller: ' ', notice_url: 'https://a.test'} | at most 200",
        "splash: {controller: A, notice_url: 'ftp://a.test/x'} | https://isp.example/privacy",
        "splash: {controller: A, notice_url: 'https://u@a.test/'} | https://isp.example/privacy",
        "splash: {controller: A, notice_url: '/privacy'} | https://isp.example/privacy",
        "splash: {controller: A, notice_url: 'a b'} | https://isp.example/privacy",
        "splash: {controller: ~, notice_url: 'https://a.test'} | at most 200",
        "splash: {controler: A, notice_url: 'https://a.test'} | did you mean 'controller'?"
      })
  void whatIsNoNoticeIsRefused(String yaml, String reason) {
    String message = assertThrows(InvalidConfigurationException.class, () -> of(yaml)).getMessage();
    assertTrue(message.startsWith("config.yaml:1"), message);
    assertTrue(message.contains(reason), message);
  }
}
