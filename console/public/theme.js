(function(d,g,t){try{g=function(k,e){return localStorage.getItem("comity."+k)||e};g()}catch(e){g=function(k,e){return e}}
t=g("theme");d.lang=g("language",d.lang);d=d.dataset;d.density=g("density","comfortable");d.thai=g("thai","loopless")
d.theme=/^(dark|light)$/.test(t)?t:matchMedia("(prefers-color-scheme:dark)").matches?"dark":"light"})(document.documentElement)
