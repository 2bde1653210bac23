package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.publish.KeyFile.UnusableKeyException;
import org.drey.event.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeysTest {
  private static final ClearValue CLIENT = ClearValue.of(EntityKind.SUBJECT, "192.0.2.7");

  @TempDir private Path folder;

  private TokenKeys keys(String text) throws IOException {
    return TokenKeys.read(TestFiles.secret(folder.resolve("tokens.key"), text));
  }

  /** By: printf 'subject|192.0.2.7' | openssl dgst -sha256 -mac HMAC -macopt hexkey:... */
  @Test
  void aTokenIsTheFirstHalfOfAnHmac() throws IOException {
    TokenMaker tokens = new TokenMaker(keys("1: " + TestFiles.KEY_1));
    assertEquals("xkb_Sw71BIr54yIZWCjqNA", tokens.token(1, CLIENT));
  }

  @Test
  void kindsAndVersionsHaveTheirOwnTokens() throws IOException {
    TokenMaker tokens = new TokenMaker(keys("2: " + TestFiles.KEY_2 + "\n1: " + TestFiles.KEY_1));
    assertEquals("[1, 2]", tokens.versions().toString());
    assertNotEquals(tokens.token(1, CLIENT), tokens.token(2, CLIENT));
    assertNotEquals(
        tokens.token(1, CLIENT), tokens.token(1, ClearValue.of(EntityKind.PAYEE, "192.0.2.7")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "one: QUJD",
        "1: QUJD",
        "1: !!!",
        "1: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoKeyIsRefusedAndNotShown(String text) {
    IOException refused = assertThrows(UnusableKeyException.class, () -> keys(text));
    assertTrue(refused.getMessage().contains("tokens.key"));
    assertFalse(refused.getMessage().contains("AAAA"), refused.getMessage());
  }

  /** The key of a list has another form, and would be refused next. */
  @Test
  void whoHasAGuessableKeyLearnsHowTheRightLineIsMade() {
    IOException refused =
        assertThrows(
            UnusableKeyException.class,
            () -> keys("1: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
    String words = refused.getMessage();
    assertTrue(words.contains("echo \"1: $(openssl rand -base64 32)\""), words);
    assertFalse(words.contains("blocklist key"), words);
  }

  @Test
  void aVersionIsThereOnce() {
    assertThrows(
        UnusableKeyException.class,
        () -> keys("1: " + TestFiles.KEY_1 + "\n1: " + TestFiles.KEY_2));
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Path file = TestFiles.secret(folder.resolve("open.key"), "1: " + TestFiles.KEY_1);
    TestFiles.mode(file, "rw-r-----");
    IOException refused = assertThrows(UnusableKeyException.class, () -> TokenKeys.read(file));
    assertTrue(refused.getMessage().contains("chmod 600"), refused.getMessage());
    assertFalse(List.of(refused.getMessage().split(" ")).contains(TestFiles.KEY_1));
  }
}
