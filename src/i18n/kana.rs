//! The order of readings in kana, as Japanese dictionaries and indexes have it.

/// What a reading is sorted by: small and voiced kana as the plain ones, a long vowel as its vowel,
/// no dots, and the reading itself where that makes no difference.
///
/// ```
/// use keikaku::i18n::reading_order;
/// let mut readings = ["いっぱん", "いーしー", "か・しつ", "あん", "がっき", "かき"];
/// readings.sort_by_cached_key(|reading| reading_order(reading));
/// assert_eq!(readings, ["あん", "いーしー", "いっぱん", "かき", "か・しつ", "がっき"]);
/// ```
#[must_use]
pub fn reading_order(reading: &str) -> (String, String) {
    let mut key = String::with_capacity(reading.len());
    for kana in reading.chars().filter(|kana| *kana != '・').map(hiragana).map(plain) {
        let long = key.chars().next_back().filter(|_| kana == 'ー').and_then(vowel);
        key.push(long.unwrap_or(kana));
    }
    (key, reading.to_owned())
}

/// The row of the kana table that a reading begins in, by its first kana; `None` where it begins with no kana.
///
/// ```
/// use keikaku::i18n::kana_row;
/// assert_eq!(["がっき", "スタート", "MICE"].map(kana_row), [Some('か'), Some('さ'), None]);
/// ```
#[must_use]
pub fn kana_row(reading: &str) -> Option<char> {
    Some(match hiragana(reading.chars().next()?) {
        'ぁ'..='お' => 'あ',
        'か'..='ご' => 'か',
        'さ'..='ぞ' => 'さ',
        'た'..='ど' => 'た',
        'な'..='の' => 'な',
        'は'..='ぽ' => 'は',
        'ま'..='も' => 'ま',
        'ゃ'..='よ' => 'や',
        'ら'..='ろ' => 'ら',
        'ゎ'..='ん' => 'わ',
        _ => return None,
    })
}

fn hiragana(kana: char) -> char {
    match kana {
        // The two tables stand 0x60 apart.
        'ァ'..='ヴ' => char::from_u32(u32::from(kana) - 0x60).unwrap_or(kana),
        other => other,
    }
}

/// Small and voiced kana, and the plain ones at the same places.
const MARKED: &str = "ぁぃぅぇぉっゃゅょゎがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ";
const PLAIN: &str = "あいうえおつやゆよわかきくけこさしすせそたちつてとはひふへほはひふへほう";

fn plain(kana: char) -> char {
    MARKED.chars().zip(PLAIN.chars()).find(|(marked, _)| *marked == kana).map_or(kana, |(_, plain)| plain)
}

/// The kana of each vowel, which comes first.
const VOWELS: [&str; 5] = [
    "あかさたなはまやらわ",
    "いきしちにひみり",
    "うくすつぬふむゆる",
    "えけせてねへめれ",
    "おこそとのほもよろを",
];

fn vowel(kana: char) -> Option<char> {
    VOWELS.iter().find(|row| row.contains(kana)).and_then(|row| row.chars().next())
}
