//! The published test vectors.

use lantoa_ballot::hash::{hex, unhex};
use lantoa_ballot::*;
use serde_json::Value;

use crate::fixture::*;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../vectors/ballots.json")).unwrap()
}

fn bytes32(value: &Value) -> [u8; 32] {
    unhex(value.as_str().unwrap()).unwrap()
}

#[test]
fn the_published_ballots_come_out_byte_for_byte() {
    let vectors = vectors();
    for case in vectors["ballots"].as_array().unwrap() {
        let options = if case["options"] == 1 { Options::AgreeOnly } else { Options::AgreeAndNot };
        let limit = case["limit"].as_u64().map(|limit| limit as u32);
        let questions = case["questions"].as_u64().unwrap() as usize;
        let rules =
            BallotRules::new(bytes32(&case["election"]), bytes32(&case["key"]), questions, options, limit).unwrap();
        let votes: Vec<u8> = case["votes"].as_str().unwrap().bytes().map(|vote| vote - b'0').collect();
        let key = CredentialKey::from_bytes(&bytes32(&case["secret"])).unwrap();
        let seed = BallotSeed::from_random(bytes32(&case["seed"]));
        let sequence = case["sequence"].as_u64().unwrap() as u32;
        let choices = Choices::new(&rules, &votes).unwrap();
        let made = Opened::make(&rules, &key, sequence, seed, choices);
        assert_eq!(made.bytes().len() as u64, case["bytes"].as_u64().unwrap());
        Ballot::read(&rules, made.bytes()).unwrap();
        assert_eq!(hex(&ballot_hash(made.bytes())), case["hash"].as_str().unwrap());
        assert_eq!(tracking_code(&ballot_hash(made.bytes())), case["code"].as_str().unwrap());
    }
}

/// The ceremony behind the key of the fixed ballots: number `H32("ceremony", "vec")`, seeds `H32("seed", byte i)`.
fn ceremony_case() -> Value {
    let number = "af00982e8cd0ad0c9b76ccfc7e39c28c06882379a184df8fdccb925cc30cc273";
    let seeds = [
        "b19ce167dcf4697f9ccd2ecc75e7e877ac0060835f3d885b41496ef6793125d5",
        "e52f5a07bcfe35589048c0e3a9b31e5b43ede0ed9a01adc531b7fba0e553d343",
        "2d3bd2c5c3cb8a3a074c9ce4e9e8c51a91dc748b1d04771e1da3581cf9532a0f",
    ];
    let plan = CeremonyPlan::new(unhex(number).unwrap(), 3, 2).unwrap();
    let seed = |text: &str| TrusteeSeed::from_random(unhex(text).unwrap());
    let trustees: Vec<_> =
        (1..).zip(seeds).map(|(index, text)| TrusteeInCeremony::new(plan, index, seed(text)).unwrap()).collect();
    let round1: Vec<_> = trustees.iter().map(TrusteeInCeremony::round1).collect();
    let round2: Vec<_> = trustees.iter().map(|trustee| trustee.round2(&round1).unwrap()).collect();
    let third = trustees.iter().map(|trustee| trustee.round3(&round1, &round2).unwrap());
    let confirmations = third.map(|(_, confirmation, _)| confirmation).collect();
    let made = Ceremony::assemble(plan, round1, round2, confirmations).unwrap();
    serde_json::json!({
        "number": number, "trustees": 3, "threshold": 2, "seeds": seeds, "key": hex(&made.key()),
        "words": fingerprint_words(&made.fingerprint()).join(" "), "messages": hex(&made.to_bytes()),
    })
}

#[test]
fn the_published_ceremony_gives_the_published_key() {
    let case = ceremony_case();
    assert_eq!(case, vectors()["ceremony"]);
    assert_eq!(case["key"], "bed209c0472013a020d0bbc84383171477165e741edd6c1ad7db31da1c013d5f");
}

#[test]
fn the_published_codes_and_seeds_come_out() {
    let vectors = vectors();
    for case in vectors["codes"].as_array().unwrap() {
        let code = CredentialCode::read(case["code"].as_str().unwrap()).unwrap();
        assert_eq!(*code.write(), case["code"].as_str().unwrap());
        assert_eq!(hex(&code.key(case["uuid"].as_str().unwrap()).public()), case["credential"].as_str().unwrap());
    }
    for case in vectors["trustee_seeds"].as_array().unwrap() {
        let seed = TrusteeSeed::from_random(bytes32(&case["seed"]));
        assert_eq!(*seed.write(), case["letters"].as_str().unwrap());
    }
}

/// One line of the file: the inputs and what comes out.
fn case(id: [u8; 32], seed: [u8; 32], secret: [u8; 32], shape: (usize, u32, Option<u32>), votes: &str) -> Value {
    let key = unhex("bed209c0472013a020d0bbc84383171477165e741edd6c1ad7db31da1c013d5f").unwrap();
    let (questions, options, limit) = shape;
    let kind = if options == 1 { Options::AgreeOnly } else { Options::AgreeAndNot };
    let rules = BallotRules::new(id, key, questions, kind, limit).unwrap();
    let choices = Choices::new(&rules, &votes.bytes().map(|vote| vote - b'0').collect::<Vec<_>>()).unwrap();
    let signer = CredentialKey::from_bytes(&secret).unwrap();
    let made = Opened::make(&rules, &signer, 1, BallotSeed::from_random(seed), choices);
    let hash = ballot_hash(made.bytes());
    let mut case = serde_json::json!({
        "election": hex(&id), "key": hex(&key), "secret": hex(&secret), "seed": hex(&seed), "sequence": 1,
        "questions": questions, "options": options, "limit": limit, "votes": votes,
        "bytes": made.bytes().len(), "hash": hex(&hash), "code": tracking_code(&hash),
    });
    if id == election_id(b"manifest") {
        case["ballot"] = hex(made.bytes()).into();
    }
    case
}

fn varied_cases() -> Vec<Value> {
    let one = |number: u32| {
        let at = |label: &str| election_id(format!("{label} {number}").as_bytes());
        let chance = at("shape");
        let (questions, options) = (1 + usize::from(chance[0] % 6), 1 + u32::from(chance[1] % 2));
        let limit = (chance[2] % 2 == 1).then(|| 1 + u32::from(chance[3]) % questions as u32);
        let mut left = limit.unwrap_or(6);
        let votes: String = (0..questions)
            .flat_map(|question| {
                let pick = chance[4 + question] % 3;
                let agree = pick == 1 && left > 0;
                left -= u32::from(agree);
                let not = if options == 2 { Some(if pick == 2 { '1' } else { '0' }) } else { None };
                [Some(if agree { '1' } else { '0' }), not].into_iter().flatten()
            })
            .collect();
        let mut secret = at("secret");
        secret[31] &= 0x0f;
        case(at("election"), at("seed"), secret, (questions, options, limit), &votes)
    };
    (0..50).map(one).collect()
}

/// Writes the files of vectors again, for the one who changes the format: `-- --ignored write_vectors`.
#[test]
#[ignore = "writes"]
fn write_vectors() {
    let id = election_id(b"manifest");
    let secret = unhex("0725cf20b391b940ae617ff453730b72d7e2d3866b6c00f8b192c4a3ec96150b").unwrap();
    let seed = unhex("fc52343c7da5bb2a0d73173e7b198a11a66351383e73420db2556abd024f4dbe").unwrap();
    let fixed = [
        ((4, 1, None), "1111"),
        ((4, 2, None), "10101010"),
        ((6, 2, Some(2)), "101001010101"),
        ((1, 1, Some(1)), "0"),
        ((5, 1, Some(3)), "01010"),
    ];
    let mut cases: Vec<Value> = fixed.into_iter().map(|(shape, votes)| case(id, seed, secret, shape, votes)).collect();
    cases.extend(varied_cases());
    let code = CredentialCode::from_random(*b"fifteen bytes!!");
    let codes =
        serde_json::json!([{ "code": *code.write(), "uuid": "u-1", "credential": hex(&code.key("u-1").public()) }]);
    let trustee = TrusteeSeed::from_random(seed);
    let seeds = serde_json::json!([{ "seed": hex(&seed), "letters": *trustee.write() }]);
    let all = serde_json::json!({ "protocol": "TDKT-BALLOT-1", "ceremony": ceremony_case(), "ballots": cases, "codes": codes, "trustee_seeds": seeds });
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");
    std::fs::write(format!("{folder}/ballots.json"), serde_json::to_string_pretty(&all).unwrap() + "\n").unwrap();
    let board = Election::new(Shape::default()).finished(&some_votes(6, 3));
    std::fs::write(format!("{folder}/election.bundle"), Bundle::of(&board).to_bytes()).unwrap();
}

#[test]
fn the_published_bundle_comes_out_and_is_valid() {
    let published = include_bytes!("../../vectors/election.bundle");
    let board = Election::new(Shape::default()).finished(&some_votes(6, 3));
    assert_eq!(Bundle::of(&board).to_bytes(), published);
    assert!(verify(published).valid);
}
