#![allow(clippy::unwrap_used)]

use super::*;

const WEB: &[u16] = &[80, 443];

fn refusal(address: &str) -> FetchError {
    check(address, &[], WEB).unwrap_err()
}

#[test]
fn addresses_that_lead_inside_are_refused_by_how_they_are_written() {
    for address in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.168.1.1/",
        "http://172.31.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://[ff02::1]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://127.0.0.1./",
        "http://0/",
        "http://0300.0250.0.1/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fec0::1]/",
        "http://[::ffff:0:7f00:1]/",
    ] {
        assert!(matches!(refusal(address), FetchError::Private { .. }), "{address}: {:?}", check(address, &[], WEB));
    }
}

#[test]
fn addresses_that_two_programs_read_differently_are_refused() {
    for address in [
        "http://public.example\\@127.0.0.1/",
        "http://127.0.0.1\\.public.example/",
        "http://public.example@127.0.0.1/",
        "http://user:word@public.example/",
        "http://@public.example/",
        "http://public.example/\r\nHost: other",
        "http:// public.example/",
        "file:///etc/passwd",
        "gopher://public.example/",
        "ftp://public.example/",
        "javascript:alert(1)",
        "//public.example/",
        "public.example",
        "",
        "http://",
    ] {
        assert!(matches!(refusal(address), FetchError::Address { .. }), "{address}: {:?}", check(address, &[], WEB));
    }
}

#[test]
fn only_the_ports_of_the_web_are_asked() {
    assert_eq!(refusal("http://public.example:22/"), FetchError::Port { port: 22 });
    assert_eq!(refusal("https://public.example:6379/"), FetchError::Port { port: 6379 });
    assert!(check("https://public.example:443/a", &[], WEB).is_ok());
    assert!(check("http://public.example/a?b=@c#d", &[], WEB).is_ok());
    assert!(check("https://日本.example/", &[], WEB).is_ok());
}

#[test]
fn a_list_of_hosts_shuts_out_all_others_and_lets_private_ones_in() {
    let listed = [Listed::new("intranet.example"), Listed::new("127.0.0.1:8080"), Listed::new("[::1]:81")];
    let judge = |address: &str| check(address, &listed, WEB);
    assert!(judge("http://intranet.example:9000/").is_ok());
    assert!(judge("http://127.0.0.1:8080/").is_ok());
    assert!(judge("http://[::1]:81/").is_ok());
    assert_eq!(judge("http://127.0.0.1/").unwrap_err(), FetchError::NotListed { host: "127.0.0.1".into() });
    assert_eq!(judge("http://public.example/").unwrap_err(), FetchError::NotListed { host: "public.example".into() });
    assert_eq!(
        judge("http://intranet.example.evil.example/").unwrap_err(),
        FetchError::NotListed { host: "intranet.example.evil.example".into() }
    );
}

#[test]
fn public_addresses_are_public() {
    for address in ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"] {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
    for address in ["192.0.0.192", "168.63.129.16", "240.0.0.1", "2001:db8::1", "2001::1", "fc00::1", "::8.8.8.8", "5f00::1"] {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
}
